package main

import (
	"context"
	"time"

	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// publishClusterDNS makes the ConfigMap of whose making k3s tells in its log, where tools wait for it.
func (s *supervisor) publishClusterDNS(ctx context.Context, admin *kubernetes.Clientset) {
	config := &v1.ConfigMap{
		ObjectMeta: metav1.ObjectMeta{Name: "cluster-dns", Namespace: metav1.NamespaceSystem},
		Data:       map[string]string{"clusterDNS": s.clusterDNS, "clusterDomain": s.clusterDomain},
	}
	retry(ctx, "control-plane dns startup", time.Second, func() error {
		_, err := admin.CoreV1().ConfigMaps(config.Namespace).Create(ctx, config, metav1.CreateOptions{})
		switch {
		case err == nil:
			logf("info", "Cluster dns configmap has been set successfully")
		case apierrors.IsAlreadyExists(err):
			logf("info", "Cluster dns configmap already exists")
			return nil
		}
		return err
	})
}
