package main

import (
	"context"
	"maps"
	"strings"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// keepLabels brings this node's labels to a Node that was registered earlier:
// the kubelet gives them, and taints, only at registration. As in k3s, none is
// taken away, and taints stay as they are.
func (s *supervisor) keepLabels(ctx context.Context) {
	if len(s.nodeLabels) == 0 {
		return
	}
	client, err := clientFor(s.agentDir("kubelet.kubeconfig"))
	if err != nil {
		s.fail(err)
		return
	}
	retry(ctx, "node "+s.nodeName, 500*time.Millisecond, func() error {
		node, err := client.CoreV1().Nodes().Get(ctx, s.nodeName, metav1.GetOptions{})
		if err != nil {
			return err
		}
		before := maps.Clone(node.Labels)
		for _, label := range s.nodeLabels {
			key, value, _ := strings.Cut(label, "=")
			node.Labels[key] = value
		}
		if maps.Equal(before, node.Labels) {
			return nil
		}
		_, err = client.CoreV1().Nodes().Update(ctx, node, metav1.UpdateOptions{})
		return err
	})
}
