package main

import (
	"context"
	"encoding/json"
	"fmt"

	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
)

// keepNodes labels the server's own node, and has each node's password Secret,
// and its member of etcd, go with its Node.
func (s *supervisor) keepNodes(ctx context.Context, admin *kubernetes.Clientset, etcd *etcdMember) {
	marks := nodeMarks{Labels: map[string]string{"node-role.kubernetes.io/control-plane": "true"}}
	if etcd != nil {
		marks.Labels[etcdRoleLabel] = "true"
		marks.Annotations = map[string]string{memberNameAnnotation: etcd.name, memberAddrAnnotation: etcd.address}
	}
	keep := func(object any) {
		node := object.(*v1.Node)
		if node.Name == s.nodeName && !marks.on(node) {
			patch, _ := json.Marshal(map[string]nodeMarks{"metadata": marks})
			if _, err := admin.CoreV1().Nodes().Patch(ctx, node.Name, types.MergePatchType, patch, metav1.PatchOptions{}); err != nil {
				logf("error", "Failed to label node %s: %v", node.Name, err)
			}
		}
		if err := ownNodePasswordSecret(ctx, admin, node); err != nil {
			logf("error", "Failed to set the owner of %s: %v", nodePasswordSecret(node.Name), err)
		}
	}
	factory := informers.NewSharedInformerFactory(admin, 0)
	factory.Core().V1().Nodes().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    keep,
		UpdateFunc: func(_, node any) { keep(node) },
		DeleteFunc: func(object any) {
			if node, ok := object.(*v1.Node); ok && etcd != nil {
				if err := etcd.removeOf(ctx, node); err != nil {
					logf("error", "Failed to remove node %s from etcd: %v", node.Name, err)
				}
			}
		},
	})
	s.keepNodeHosts(ctx, admin, factory)
	factory.Start(ctx.Done())
}

// nodeMarks tell of a Node that it is a server's.
type nodeMarks struct {
	Labels      map[string]string `json:"labels,omitempty"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

func (marks nodeMarks) on(node *v1.Node) bool {
	return labels.SelectorFromSet(marks.Labels).Matches(labels.Set(node.Labels)) &&
		labels.SelectorFromSet(marks.Annotations).Matches(labels.Set(node.Annotations))
}

func ownNodePasswordSecret(ctx context.Context, admin *kubernetes.Clientset, node *v1.Node) error {
	secrets := admin.CoreV1().Secrets(metav1.NamespaceSystem)
	secret, err := secrets.Get(ctx, nodePasswordSecret(node.Name), metav1.GetOptions{})
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, owner := range secret.OwnerReferences {
		if owner.UID == node.UID {
			return nil
		}
	}
	patch := fmt.Sprintf(`{"metadata":{"resourceVersion":%q,"ownerReferences":[{"apiVersion":"v1","kind":"Node","name":%q,"uid":%q}]}}`,
		secret.ResourceVersion, node.Name, node.UID)
	_, err = secrets.Patch(ctx, secret.Name, types.MergePatchType, []byte(patch), metav1.PatchOptions{})
	return err
}
