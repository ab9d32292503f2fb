package main

import (
	"context"
	"maps"
	"slices"
	"strings"

	v1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/fields"
	"k8s.io/apimachinery/pkg/labels"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	listers "k8s.io/client-go/listers/core/v1"
	"k8s.io/client-go/tools/cache"
)

// nodeHosts keeps the nodes' names and addresses where CoreDNS reads them: in
// the key NodeHosts of its ConfigMap, without which its pod does not start.
type nodeHosts struct {
	client kubernetes.Interface
	config listers.ConfigMapNamespaceLister
	nodes  listers.NodeLister
}

func (s *supervisor) keepNodeHosts(ctx context.Context, admin kubernetes.Interface, nodes informers.SharedInformerFactory) {
	configs := informers.NewSharedInformerFactoryWithOptions(admin, 0, informers.WithNamespace(metav1.NamespaceSystem),
		informers.WithTweakListOptions(func(o *metav1.ListOptions) {
			o.FieldSelector = fields.OneTermEqualSelector(metav1.ObjectNameField, "coredns").String()
		}))
	h := &nodeHosts{admin, configs.Core().V1().ConfigMaps().Lister().ConfigMaps(metav1.NamespaceSystem), nodes.Core().V1().Nodes().Lister()}
	changed := func(removed string) {
		if err := h.update(ctx, removed); err != nil {
			logf("error", "Failed to update coredns node hosts: %v", err)
		}
	}
	nodes.Core().V1().Nodes().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { changed("") },
		UpdateFunc: func(any, any) { changed("") },
		DeleteFunc: func(object any) {
			if node, ok := object.(*v1.Node); ok {
				changed(node.Name)
			}
		},
	})
	configs.Core().V1().ConfigMaps().Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    func(any) { changed("") },
		UpdateFunc: func(any, any) { changed("") },
	})
	configs.Start(ctx.Done())
}

func (h *nodeHosts) update(ctx context.Context, removed string) error {
	found, err := h.config.Get("coredns")
	if err != nil {
		return nil // CoreDNS is not there, or not yet
	}
	nodes, err := h.nodes.List(labels.Everything())
	if err != nil {
		return err
	}
	hosts := hostsWith(found.Data["NodeHosts"], removed, nodes)
	if hosts == found.Data["NodeHosts"] {
		return nil
	}
	config := found.DeepCopy()
	config.Data["NodeHosts"] = hosts
	_, err = h.client.CoreV1().ConfigMaps(config.Namespace).Update(ctx, config, metav1.UpdateOptions{FieldManager: "k3s-node-hosts"})
	if apierrors.IsConflict(err) {
		return nil // the change that was missed calls again
	}
	return err
}

// hostsWith brings the nodes into the hosts, and leaves what others wrote there.
func hostsWith(hosts, removed string, nodes []*v1.Node) string {
	addresses := map[string]string{}
	for _, line := range strings.Split(hosts, "\n") {
		if words := strings.Fields(line); len(words) == 2 && words[1] != removed {
			addresses[words[1]] = words[0]
		}
	}
	for _, node := range nodes {
		if ip := internalIP(node); ip != "" {
			addresses[node.Name] = ip
		}
	}
	var out strings.Builder
	for _, name := range slices.Sorted(maps.Keys(addresses)) {
		out.WriteString(addresses[name] + " " + name + "\n")
	}
	return out.String()
}

func internalIP(node *v1.Node) string {
	for _, address := range node.Status.Addresses {
		if address.Type == v1.NodeInternalIP {
			return address.Address
		}
	}
	return ""
}
