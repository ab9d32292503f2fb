package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"time"

	"github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
)

// keepNetwork gives this node's pods their addresses by CNI, and routes the
// other nodes' pods through the nodes themselves (they share one network).
func (s *supervisor) keepNetwork(ctx context.Context, client *kubernetes.Clientset, cluster clusterInfo) error {
	if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0o644); err != nil {
		return err
	}
	if err := ensureRule("nat", "POSTROUTING", "-s", cluster.ClusterCIDR, "!", "-d", cluster.ClusterCIDR, "-j", "MASQUERADE"); err != nil {
		return err
	}
	ownCIDR := ""
	for {
		nodes, err := client.CoreV1().Nodes().List(ctx, metav1.ListOptions{ResourceVersion: "0"})
		if err != nil && ctx.Err() == nil {
			logf("error", "Failed to list nodes: %v", err)
		}
		for _, node := range nodes.Items {
			switch {
			case node.Spec.PodCIDR == "":
			case node.Name != s.nodeName:
				err = routeTo(node)
			case node.Spec.PodCIDR != ownCIDR:
				if err = s.networkOwn(node.Spec.PodCIDR); err == nil {
					ownCIDR = node.Spec.PodCIDR
				}
			}
			if err != nil {
				logf("error", "Failed to set up the network for node %s: %v", node.Name, err)
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

func ensureRule(table string, rule ...string) error {
	do := func(what string) ([]byte, error) {
		return exec.Command("iptables", append([]string{"-w", "-t", table, what}, rule...)...).CombinedOutput()
	}
	if _, err := do("-C"); err == nil {
		return nil
	}
	if out, err := do("-A"); err != nil {
		return fmt.Errorf("iptables: %s", out)
	}
	return nil
}

// refuseUnserved refuses this node's own connections to Services that kube-proxy
// has no rules of yet: a gateway that answers for every address would get them,
// and keep the API server's connection to a part of its API.
func refuseUnserved(serviceCIDR string) error {
	return ensureRule("filter", "OUTPUT", "-d", serviceCIDR, "-j", "REJECT")
}

func routeTo(node v1.Node) error {
	_, podCIDR, err := net.ParseCIDR(node.Spec.PodCIDR)
	if err != nil {
		return err
	}
	if ip := internalIP(&node); ip != "" {
		return netlink.RouteReplace(&netlink.Route{Dst: podCIDR, Gw: net.ParseIP(ip)})
	}
	return nil
}

// networkOwn lets connections to a pod that is gone fail at once: the bridge
// that K3s has tells so, too, when nobody on it has the address.
func (s *supervisor) networkOwn(podCIDR string) error {
	_, own, err := net.ParseCIDR(podCIDR)
	if err != nil {
		return err
	}
	if err := netlink.RouteReplace(&netlink.Route{Dst: own, Type: unix.RTN_UNREACHABLE}); err != nil {
		return err
	}
	return s.writeCNI(podCIDR)
}

// writeCNI uses ptp rather than bridge: all traffic is routed, so services work
// without bridge-nf-call-iptables.
func (s *supervisor) writeCNI(podCIDR string) error {
	return writeFile(s.agentDir("etc/cni/net.d/10-k3s.conflist"), fmt.Sprintf(`{
  "cniVersion": "0.4.0",
  "name": "k3s",
  "plugins": [
    {"type": "ptp", "mtu": 1500, "ipam": {"type": "host-local", "dataDir": "/var/lib/cni",
      "ranges": [[{"subnet": %q}]], "routes": [{"dst": "0.0.0.0/0"}]}},
    {"type": "portmap", "capabilities": {"portMappings": true}}
  ]
}
`, podCIDR))
}
