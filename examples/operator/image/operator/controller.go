package main

import (
	"context"
	"log/slog"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// controller watches Redis objects and what is made of them, and has each reconciled when one of these changes.
type controller struct {
	reconciler *reconciler
	queue      workqueue.TypedRateLimitingInterface[cache.ObjectName]
	informers  []cache.SharedIndexInformer
	redises    cache.Indexer
}

func newController(client dynamic.Interface, reconciler *reconciler) (*controller, error) {
	limiter := workqueue.DefaultTypedControllerRateLimiter[cache.ObjectName]()
	c := &controller{reconciler: reconciler, queue: workqueue.NewTypedRateLimitingQueue(limiter)}
	redises, err := c.watch(client, redisResource, "", ownName)
	if err != nil {
		return nil, err
	}
	c.redises = redises.GetIndexer()
	for _, resource := range []schema.GroupVersionResource{statefulSetResource, serviceResource} {
		if _, err := c.watch(client, resource, managedBy+"="+operatorName, ownerName); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// watch queues the Redis that an object of a kind belongs to, whenever that object changes.
func (c *controller) watch(
	client dynamic.Interface,
	resource schema.GroupVersionResource,
	selector string,
	redisOf func(*unstructured.Unstructured) (cache.ObjectName, bool),
) (cache.SharedIndexInformer, error) {
	selected := func(options *metav1.ListOptions) { options.LabelSelector = selector }
	informer := dynamicinformer.NewFilteredDynamicInformer(
		client, resource, metav1.NamespaceAll, 0, cache.Indexers{}, selected,
	).Informer()
	enqueue := func(object any) {
		if deleted, ok := object.(cache.DeletedFinalStateUnknown); ok {
			object = deleted.Obj
		}
		if name, ok := redisOf(object.(*unstructured.Unstructured)); ok {
			c.queue.Add(name)
		}
	}
	c.informers = append(c.informers, informer)
	_, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, object any) { enqueue(object) },
		DeleteFunc: enqueue,
	})
	return informer, err
}

func ownName(object *unstructured.Unstructured) (cache.ObjectName, bool) {
	return cache.MetaObjectToName(object), true
}

func ownerName(object *unstructured.Unstructured) (cache.ObjectName, bool) {
	owner := metav1.GetControllerOf(object)
	if owner == nil || owner.Kind != "Redis" {
		return cache.ObjectName{}, false
	}
	return cache.NewObjectName(object.GetNamespace(), owner.Name), true
}

func (c *controller) run(ctx context.Context) error {
	for _, informer := range c.informers {
		go informer.RunWithContext(ctx)
	}
	if !cache.WaitForCacheSync(ctx.Done(), c.synced) {
		return ctx.Err()
	}
	context.AfterFunc(ctx, c.queue.ShutDown)
	for c.next(ctx) {
	}
	return nil
}

func (c *controller) synced() bool {
	for _, informer := range c.informers {
		if !informer.HasSynced() {
			return false
		}
	}
	return true
}

// next reconciles one Redis; it is false when the queue is shut down.
func (c *controller) next(ctx context.Context) bool {
	name, shutdown := c.queue.Get()
	if shutdown {
		return false
	}
	defer c.queue.Done(name)
	object, exists, err := c.redises.GetByKey(name.String())
	if err == nil && exists {
		err = c.reconciler.reconcile(ctx, object.(*unstructured.Unstructured))
	}
	if err != nil {
		slog.Error("not reconciled, trying again", "redis", name, "error", err)
		c.queue.AddRateLimited(name)
		return true
	}
	c.queue.Forget(name)
	return true
}
