package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"

	appsv1 "k8s.io/api/apps/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
)

var (
	statefulSetResource = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "statefulsets"}
	serviceResource     = schema.GroupVersionResource{Version: "v1", Resource: "services"}
	secretResource      = schema.GroupVersionResource{Version: "v1", Resource: "secrets"}
)

type reconciler struct {
	client dynamic.Interface
	image  string
}

// reconcile makes of a Redis what it asks for, and writes how far that is into its status. What is made of it goes with
// it, by owner references.
func (r *reconciler) reconcile(ctx context.Context, object *unstructured.Unstructured) error {
	owner := &redis{}
	if err := runtime.DefaultUnstructuredConverter.FromUnstructured(object.Object, owner); err != nil {
		return err
	}
	if owner.DeletionTimestamp != nil {
		return nil
	}
	servers, failure := r.make(ctx, owner)
	return errors.Join(failure, r.writeStatus(ctx, owner, statusOf(owner, servers, failure)))
}

func (r *reconciler) make(ctx context.Context, owner *redis) (*appsv1.StatefulSet, error) {
	if err := r.createPassword(ctx, owner); err != nil {
		return nil, err
	}
	if _, err := r.apply(ctx, serviceResource, owner, service(owner)); err != nil {
		return nil, err
	}
	applied, err := r.apply(ctx, statefulSetResource, owner, statefulSet(owner, r.image))
	if err != nil {
		return nil, err
	}
	servers := &appsv1.StatefulSet{}
	return servers, runtime.DefaultUnstructuredConverter.FromUnstructured(applied.Object, servers)
}

// createPassword is done once: a password that changes would lock out whoever has read it.
func (r *reconciler) createPassword(ctx context.Context, owner *redis) error {
	secrets := r.client.Resource(secretResource).Namespace(owner.Namespace)
	existing, err := secrets.Get(ctx, owner.Name, metav1.GetOptions{})
	if err == nil && !metav1.IsControlledBy(existing, owner) {
		return fmt.Errorf("the Secret %q is there already, and not this operator's", owner.Name)
	}
	if !apierrors.IsNotFound(err) {
		return err
	}
	created, err := toUnstructured(passwordSecret(owner, rand.Text()))
	if err != nil {
		return err
	}
	_, err = secrets.Create(ctx, created, metav1.CreateOptions{FieldManager: operatorName})
	return err
}

func (r *reconciler) apply(
	ctx context.Context, resource schema.GroupVersionResource, owner *redis, configuration any,
) (*unstructured.Unstructured, error) {
	object, err := toUnstructured(configuration)
	if err != nil {
		return nil, err
	}
	options := metav1.ApplyOptions{FieldManager: operatorName, Force: true}
	return r.client.Resource(resource).Namespace(owner.Namespace).Apply(ctx, owner.Name, object, options)
}

func (r *reconciler) writeStatus(ctx context.Context, owner *redis, status redisStatus) error {
	if reflect.DeepEqual(status, owner.Status) {
		return nil
	}
	object, err := toUnstructured(&map[string]any{
		"apiVersion": owner.APIVersion,
		"kind":       owner.Kind,
		"metadata":   map[string]any{"name": owner.Name, "namespace": owner.Namespace},
		"status":     status,
	})
	if err != nil {
		return err
	}
	options := metav1.ApplyOptions{FieldManager: operatorName, Force: true}
	_, err = r.client.Resource(redisResource).Namespace(owner.Namespace).ApplyStatus(ctx, owner.Name, object, options)
	return err
}

func toUnstructured(value any) (*unstructured.Unstructured, error) {
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(value)
	return &unstructured.Unstructured{Object: content}, err
}
