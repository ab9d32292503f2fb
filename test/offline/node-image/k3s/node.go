package main

import (
	"context"
	"fmt"
	"os"
	"strings"
)

// startNode starts kubelet and kube-proxy, and keeps the pod network.
func (s *supervisor) startNode(ctx context.Context, cluster clusterInfo) error {
	if err := <-s.imported; err != nil {
		return err
	}
	if err := writeFile(s.agentDir("client-ca.crt"), cluster.ClientCA); err != nil {
		return err
	}
	resolvConf, err := s.resolvConf()
	if err != nil {
		return err
	}
	// Disk pressure is the host's business: never evict, never collect images.
	if err := writeFile(s.agentDir("etc/kubelet.yaml"), fmt.Sprintf(`apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous: {enabled: false}
  webhook: {enabled: true}
  x509: {clientCAFile: %q}
authorization: {mode: Webhook}
tlsCertFile: %q
tlsPrivateKeyFile: %q
cgroupDriver: cgroupfs
clusterDNS: [%q]
clusterDomain: %q
allowedUnsafeSysctls: [net.ipv4.ip_forward]
containerRuntimeEndpoint: "unix://%s"
evictionHard: {imagefs.available: "0%%", nodefs.available: "0%%", nodefs.inodesFree: "0%%"}
failSwapOn: false
imageGCHighThresholdPercent: 100
resolvConf: %q
staticPodPath: %q
`, s.agentDir("client-ca.crt"), s.agentDir("serving-kubelet.crt"), s.agentDir("serving-kubelet.key"), cluster.ClusterDNS, cluster.ClusterDomain, containerdSocket, resolvConf, s.agentDir("pod-manifests"))); err != nil {
		return err
	}
	if err := os.MkdirAll(s.agentDir("pod-manifests"), 0o755); err != nil {
		return err
	}
	if err := s.component("kubelet",
		"--kubeconfig="+s.agentDir("kubelet.kubeconfig"),
		"--config="+s.agentDir("etc/kubelet.yaml"),
		"--cert-dir="+s.agentDir("pki"),
		"--hostname-override="+s.nodeName,
		"--node-ip="+s.nodeIP,
		"--node-labels="+strings.Join(s.nodeLabels, ","),
		"--register-with-taints="+strings.Join(s.nodeTaints, ","),
	); err != nil {
		return err
	}
	// The conntrack limits are the host's: a container may not write them.
	if err := s.component("kube-proxy",
		"--cluster-cidr="+cluster.ClusterCIDR,
		"--conntrack-max-per-core=0",
		"--conntrack-tcp-timeout-close-wait=0",
		"--conntrack-tcp-timeout-established=0",
		"--healthz-bind-address=127.0.0.1",
		"--hostname-override="+s.nodeName,
		"--kubeconfig="+s.agentDir("kubeproxy.kubeconfig"),
		"--proxy-mode=iptables",
	); err != nil {
		return err
	}
	go s.keepLabels(ctx)
	client, err := clientFor(s.agentDir("kubeproxy.kubeconfig"))
	if err != nil {
		return err
	}
	return s.keepNetwork(ctx, client, cluster)
}

// resolvConf is what pods outside the cluster's DNS get. A resolver on the
// loopback, as Docker's on its own networks, is not reachable from a pod. What
// the user names is taken as it is.
func (s *supervisor) resolvConf() (string, error) {
	if s.options.resolvConf != "" {
		return s.options.resolvConf, nil
	}
	content, err := os.ReadFile("/etc/resolv.conf")
	if err == nil && strings.Contains(string(content), "nameserver") && !strings.Contains(string(content), "nameserver 127.") {
		return "/etc/resolv.conf", nil
	}
	path := s.agentDir("etc/resolv.conf")
	return path, writeFile(path, "nameserver 8.8.8.8\n")
}
