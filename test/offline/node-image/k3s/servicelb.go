package main

import (
	"context"
	"encoding/json"
	"reflect"
	"slices"

	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/util/workqueue"
	"k8s.io/utils/ptr"
)

// serviceLB gives a Service of type LoadBalancer the nodes' addresses, as k3s's
// servicelb does: on every node a pod holds the ports and forwards them, and the
// addresses are those of the nodes whose pod is ready.
type serviceLB struct {
	client   kubernetes.Interface
	services listers.ServiceLister
	nodes    listers.NodeLister
	pods     listers.PodLister
	queue    workqueue.TypedRateLimitingInterface[types.NamespacedName]
}

func runServiceLB(ctx context.Context, admin kubernetes.Interface) {
	all := informers.NewSharedInformerFactory(admin, 0).Core().V1()
	own := informers.NewSharedInformerFactoryWithOptions(admin, 0, informers.WithNamespace(metav1.NamespaceSystem),
		informers.WithTweakListOptions(func(o *metav1.ListOptions) { o.LabelSelector = serviceNameLabel }))
	pods, daemonSets := own.Core().V1().Pods(), own.Apps().V1().DaemonSets()
	c := &serviceLB{admin, all.Services().Lister(), all.Nodes().Lister(), pods.Lister(),
		workqueue.NewTypedRateLimitingQueue(workqueue.DefaultTypedControllerRateLimiter[types.NamespacedName]())}
	c.on(all.Services().Informer(), func(o metav1.Object) types.NamespacedName {
		return types.NamespacedName{Namespace: o.GetNamespace(), Name: o.GetName()}
	})
	// What is left of a Service that went while nobody looked is found by its DaemonSet.
	for _, informer := range []cache.SharedIndexInformer{pods.Informer(), daemonSets.Informer()} {
		c.on(informer, func(o metav1.Object) types.NamespacedName {
			return types.NamespacedName{Namespace: o.GetLabels()[serviceNamespaceLabel], Name: o.GetLabels()[serviceNameLabel]}
		})
	}
	informed := []cache.SharedIndexInformer{all.Nodes().Informer(), all.Services().Informer(), pods.Informer(), daemonSets.Informer()}
	for _, informer := range informed {
		go informer.Run(ctx.Done())
	}
	for _, informer := range informed {
		cache.WaitForCacheSync(ctx.Done(), informer.HasSynced)
	}
	context.AfterFunc(ctx, c.queue.ShutDown)
	for {
		key, done := c.queue.Get()
		if done {
			return
		}
		if err := c.reconcile(ctx, key); err != nil {
			if !apierrors.IsConflict(err) {
				logf("error", "Failed to balance service %s: %v", key, err)
			}
			c.queue.AddRateLimited(key)
		} else {
			c.queue.Forget(key)
		}
		c.queue.Done(key)
	}
}

func (c *serviceLB) on(informer cache.SharedIndexInformer, keyOf func(metav1.Object) types.NamespacedName) {
	add := func(object any) {
		if last, ok := object.(cache.DeletedFinalStateUnknown); ok {
			object = last.Obj
		}
		c.queue.Add(keyOf(object.(metav1.Object)))
	}
	informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc: add, UpdateFunc: func(_, object any) { add(object) }, DeleteFunc: add,
	})
}

func (c *serviceLB) reconcile(ctx context.Context, key types.NamespacedName) error {
	service, err := c.services.Services(key.Namespace).Get(key.Name)
	if err != nil && !apierrors.IsNotFound(err) {
		return err
	}
	balanced := err == nil && service.Spec.Type == v1.ServiceTypeLoadBalancer && service.Spec.LoadBalancerClass == nil
	selector := labels.Set{serviceNamespaceLabel: key.Namespace, serviceNameLabel: key.Name}.AsSelector()
	daemonSets := c.client.AppsV1().DaemonSets(metav1.NamespaceSystem)
	if !balanced {
		if err := daemonSets.DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{LabelSelector: selector.String()}); err != nil || service == nil {
			return err
		}
		return c.setAddresses(ctx, service, nil)
	}
	daemonSet := balancerFor(service)
	content, err := json.Marshal(daemonSet)
	if err != nil {
		return err
	}
	if _, err := daemonSets.Patch(ctx, daemonSet.Name, types.ApplyPatchType, content, metav1.PatchOptions{FieldManager: "k3s", Force: ptr.To(true)}); err != nil {
		return err
	}
	pods, err := c.pods.List(selector)
	if err != nil {
		return err
	}
	return c.setAddresses(ctx, service, c.addressesOf(pods))
}

// addressesOf are the addresses of the nodes whose pod is ready, in their order.
func (c *serviceLB) addressesOf(pods []*v1.Pod) (ingress []v1.LoadBalancerIngress) {
	var addresses []string
	for _, pod := range pods {
		ready := slices.ContainsFunc(pod.Status.Conditions, func(condition v1.PodCondition) bool {
			return condition.Type == v1.PodReady && condition.Status == v1.ConditionTrue
		})
		if node, err := c.nodes.Get(pod.Spec.NodeName); ready && err == nil {
			addresses = append(addresses, internalIP(node))
		}
	}
	slices.Sort(addresses)
	for _, address := range slices.Compact(addresses) {
		ingress = append(ingress, v1.LoadBalancerIngress{IP: address, IPMode: ptr.To(v1.LoadBalancerIPModeVIP)})
	}
	return ingress
}

func (c *serviceLB) setAddresses(ctx context.Context, found *v1.Service, ingress []v1.LoadBalancerIngress) error {
	if len(ingress)+len(found.Status.LoadBalancer.Ingress) == 0 || reflect.DeepEqual(found.Status.LoadBalancer.Ingress, ingress) {
		return nil
	}
	service := found.DeepCopy()
	service.Status.LoadBalancer.Ingress = ingress
	_, err := c.client.CoreV1().Services(service.Namespace).UpdateStatus(ctx, service, metav1.UpdateOptions{})
	return err
}
