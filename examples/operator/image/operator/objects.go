package main

import (
	"strconv"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	apps "k8s.io/client-go/applyconfigurations/apps/v1"
	core "k8s.io/client-go/applyconfigurations/core/v1"
	meta "k8s.io/client-go/applyconfigurations/meta/v1"
)

const (
	operatorName = "redis-operator"
	managedBy    = "app.kubernetes.io/managed-by"
	instance     = "app.kubernetes.io/instance"
	port         = 6379
	loginFile    = "login.conf"
)

// The first server is the primary, the others replicate it.
const startScript = `[ "$POD_INDEX" = 0 ] || set -- "$@" --replicaof "$PRIMARY" 6379
exec redis-server /etc/redis/` + loginFile + ` "$@"`

// passwordSecret holds the password for clients, and as configuration for the servers.
func passwordSecret(owner *redis, password string) *core.SecretApplyConfiguration {
	return core.Secret(owner.Name, owner.Namespace).
		WithLabels(labels(owner)).
		WithOwnerReferences(controlledBy(owner)).
		WithStringData(map[string]string{
			"password": password,
			loginFile:  "requirepass " + password + "\nmasterauth " + password + "\n",
		})
}

// service leads to the primary, which takes reads and writes.
func service(owner *redis) *core.ServiceApplyConfiguration {
	primary := labels(owner)
	primary["apps.kubernetes.io/pod-index"] = "0"
	return core.Service(owner.Name, owner.Namespace).
		WithLabels(labels(owner)).
		WithOwnerReferences(controlledBy(owner)).
		WithSpec(core.ServiceSpec().
			WithSelector(primary).
			WithPorts(core.ServicePort().WithName("redis").WithPort(port).WithTargetPort(intstr.FromString("redis"))))
}

func statefulSet(owner *redis, image string) *apps.StatefulSetApplyConfiguration {
	pod := core.PodSpec().
		WithAutomountServiceAccountToken(false).
		WithSecurityContext(core.PodSecurityContext().
			WithRunAsNonRoot(true).
			WithRunAsUser(65532).
			WithRunAsGroup(65532).
			WithFSGroup(65532).
			WithSeccompProfile(core.SeccompProfile().WithType(corev1.SeccompProfileTypeRuntimeDefault))).
		WithContainers(server(owner, image)).
		WithVolumes(
			core.Volume().WithName("data").WithEmptyDir(core.EmptyDirVolumeSource()),
			core.Volume().WithName("login").WithSecret(core.SecretVolumeSource().
				WithSecretName(owner.Name).
				WithItems(core.KeyToPath().WithKey(loginFile).WithPath(loginFile))))
	return apps.StatefulSet(owner.Name, owner.Namespace).
		WithLabels(labels(owner)).
		WithOwnerReferences(controlledBy(owner)).
		WithSpec(apps.StatefulSetSpec().
			WithReplicas(owner.Spec.Replicas).
			WithServiceName(owner.Name).
			WithSelector(meta.LabelSelector().WithMatchLabels(labels(owner))).
			WithTemplate(core.PodTemplateSpec().WithLabels(labels(owner)).WithSpec(pod)))
}

func server(owner *redis, image string) *core.ContainerApplyConfiguration {
	podIndex := core.ObjectFieldSelector().WithFieldPath("metadata.labels['apps.kubernetes.io/pod-index']")
	// What the server needs beside its data has a quarter.
	data := owner.Spec.Memory.Value() / 4 * 3
	return core.Container().
		WithName("redis").
		WithImage(image).
		WithImagePullPolicy(corev1.PullIfNotPresent).
		WithCommand("sh", "-c", startScript, "redis").
		WithArgs(
			"--dir", "/data", "--save", "", "--port", strconv.Itoa(port),
			"--maxmemory", strconv.FormatInt(data, 10), "--maxmemory-policy", "allkeys-lru").
		WithEnv(
			core.EnvVar().WithName("POD_INDEX").WithValueFrom(core.EnvVarSource().WithFieldRef(podIndex)),
			core.EnvVar().WithName("PRIMARY").WithValue(owner.Name)).
		WithPorts(core.ContainerPort().WithName("redis").WithContainerPort(port)).
		WithResources(core.ResourceRequirements().
			WithLimits(corev1.ResourceList{corev1.ResourceMemory: owner.Spec.Memory})).
		WithReadinessProbe(core.Probe().
			WithExec(core.ExecAction().WithCommand("redis-cli", "ping")).
			WithPeriodSeconds(1)).
		WithSecurityContext(core.SecurityContext().
			WithAllowPrivilegeEscalation(false).
			WithReadOnlyRootFilesystem(true).
			WithCapabilities(core.Capabilities().WithDrop("ALL"))).
		WithVolumeMounts(
			core.VolumeMount().WithName("data").WithMountPath("/data"),
			core.VolumeMount().WithName("login").WithMountPath("/etc/redis").WithReadOnly(true))
}

func labels(owner *redis) map[string]string {
	return map[string]string{
		"app.kubernetes.io/name": "redis",
		instance:                 owner.Name,
		managedBy:                operatorName,
	}
}

func controlledBy(owner *redis) *meta.OwnerReferenceApplyConfiguration {
	return meta.OwnerReference().
		WithAPIVersion(owner.APIVersion).
		WithKind(owner.Kind).
		WithName(owner.Name).
		WithUID(owner.UID).
		WithController(true)
}
