package main

import "flag"

// Flags that k3s has and this program does without: refusing them would fail
// where k3s starts.
var (
	ignoredSwitches = map[string][]string{
		"": {"debug", "alsologtostderr", "selinux", "docker", "rootless", "with-node-id", "protect-kernel-defaults",
			"prefer-bundled-bin", "disable-apiserver-lb", "enable-pprof"},
		"server": {"disable-network-policy", "disable-cloud-controller", "disable-helm-controller", "disable-kube-proxy",
			"disable-scheduler", "cluster-reset", "secrets-encryption", "embedded-registry",
			"tls-san-security", "flannel-ipv6-masq", "flannel-external-ip", "etcd-disable-snapshots",
			"etcd-expose-metrics", "supervisor-metrics"},
	}
	ignoredValues = map[string][]string{
		"": {"config", "c", "vmodule", "log", "l", "lb-server-port", "node-external-ip", "node-internal-dns",
			"node-external-dns", "pause-image", "snapshotter", "flannel-iface",
			"flannel-conf", "flannel-cni-conf", "system-default-registry", "container-runtime-endpoint"},
		"server": {"bind-address", "advertise-address", "advertise-port", "service-node-port-range", "flannel-backend",
			"egress-selector-mode", "servicelb-namespace", "write-kubeconfig-group", "helm-job-image",
			"datastore-endpoint", "etcd-arg", "kube-cloud-controller-manager-arg",
			"etcd-snapshot-retention", "etcd-snapshot-schedule-cron", "etcd-snapshot-dir"},
	}
)

func acceptWithoutEffect(f *flag.FlagSet, mode string) {
	for _, scope := range []string{"", mode} {
		for _, name := range ignoredSwitches[scope] {
			f.Bool(name, false, "")
		}
		for _, name := range ignoredValues[scope] {
			f.Var(&list{}, name, "")
		}
	}
}
