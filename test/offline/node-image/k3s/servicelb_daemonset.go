package main

import (
	"fmt"
	"strings"

	apps "k8s.io/api/apps/v1"
	v1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

const (
	serviceNameLabel      = "svccontroller.k3s.cattle.io/svcname"
	serviceNamespaceLabel = "svccontroller.k3s.cattle.io/svcnamespace"
)

// balancerFor is the DaemonSet of a Service, named and labelled as k3s's is. Its
// pods run the node's own iptables in the place of the klipper-lb image, so the
// pause program keeps a container going once its rules are set.
func balancerFor(service *v1.Service) *apps.DaemonSet {
	name := fmt.Sprintf("svclb-%s-%s", strings.TrimRight(service.Name[:min(len(service.Name), 48)], "-"), service.UID[:8])
	own := map[string]string{serviceNameLabel: service.Name, serviceNamespaceLabel: service.Namespace}
	pod := map[string]string{"app": name, serviceNameLabel: service.Name, serviceNamespaceLabel: service.Namespace}
	var mounts []v1.VolumeMount
	var volumes []v1.Volume
	for _, dir := range []string{"bin", "lib", "lib64", "usr"} {
		mounts = append(mounts, v1.VolumeMount{Name: dir, MountPath: "/" + dir, ReadOnly: true})
		volumes = append(volumes, v1.Volume{Name: dir, VolumeSource: v1.VolumeSource{HostPath: &v1.HostPathVolumeSource{Path: "/" + dir}}})
	}
	var containers []v1.Container
	for _, port := range service.Spec.Ports {
		containers = append(containers, forwarder(service.Spec.ClusterIP, port, mounts))
	}
	return &apps.DaemonSet{
		TypeMeta:   metav1.TypeMeta{APIVersion: "apps/v1", Kind: "DaemonSet"},
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: metav1.NamespaceSystem, Labels: own},
		Spec: apps.DaemonSetSpec{
			Selector: &metav1.LabelSelector{MatchLabels: map[string]string{"app": name}},
			Template: v1.PodTemplateSpec{
				ObjectMeta: metav1.ObjectMeta{Labels: pod},
				Spec: v1.PodSpec{
					PriorityClassName:            "system-node-critical",
					AutomountServiceAccountToken: new(bool),
					SecurityContext: &v1.PodSecurityContext{
						Sysctls: []v1.Sysctl{{Name: "net.ipv4.ip_forward", Value: "1"}},
					},
					Tolerations: []v1.Toleration{
						{Key: "node-role.kubernetes.io/control-plane", Operator: v1.TolerationOpExists, Effect: v1.TaintEffectNoSchedule},
						{Key: "CriticalAddonsOnly", Operator: v1.TolerationOpExists},
					},
					Containers: containers,
					Volumes:    volumes,
				},
			},
		},
	}
}

func forwarder(clusterIP string, port v1.ServicePort, mounts []v1.VolumeMount) v1.Container {
	protocol := strings.ToLower(string(port.Protocol))
	name := fmt.Sprintf("lb-%s-%d", protocol, port.Port)
	return v1.Container{
		Name:            name,
		Image:           "local/pause:1",
		ImagePullPolicy: v1.PullIfNotPresent,
		Command: []string{"/bin/sh", "-ec", fmt.Sprintf(`PATH=/bin:/bin/aux
iptables -w -t nat -I PREROUTING -p %[1]s --dport %[2]d -j DNAT --to-destination %[3]s:%[2]d
iptables -w -t nat -I POSTROUTING -d %[3]s -p %[1]s -j MASQUERADE
exec /pause`, protocol, port.Port, clusterIP)},
		Ports:           []v1.ContainerPort{{Name: name, ContainerPort: port.Port, HostPort: port.Port, Protocol: port.Protocol}},
		SecurityContext: &v1.SecurityContext{Capabilities: &v1.Capabilities{Add: []v1.Capability{"NET_ADMIN"}}},
		VolumeMounts:    mounts,
	}
}
