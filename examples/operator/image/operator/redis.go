package main

import (
	appsv1 "k8s.io/api/apps/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

var redisResource = schema.GroupVersionResource{Group: "cache.example.com", Version: "v1", Resource: "redises"}

// redis is a Redis object as crds/redis.yaml describes it, which also sets the defaults.
type redis struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata"`
	Spec              redisSpec   `json:"spec"`
	Status            redisStatus `json:"status,omitempty"`
}

type redisSpec struct {
	Replicas int32             `json:"replicas"`
	Memory   resource.Quantity `json:"memory"`
}

type redisStatus struct {
	ObservedGeneration int64              `json:"observedGeneration"`
	ReadyReplicas      int32              `json:"readyReplicas"`
	Conditions         []metav1.Condition `json:"conditions"`
}

// statusOf is what there is to say of a Redis whose servers are in that state, or could not be made.
func statusOf(owner *redis, servers *appsv1.StatefulSet, failure error) redisStatus {
	status := redisStatus{ObservedGeneration: owner.Generation, Conditions: owner.Status.Conditions}
	ready := metav1.Condition{Type: "Ready", Status: metav1.ConditionFalse, ObservedGeneration: owner.Generation}
	switch {
	case failure != nil:
		ready.Reason, ready.Message = "Failed", failure.Error()
	case !rolledOut(servers):
		ready.Reason, ready.Message = "Progressing", "the servers are rolled out"
		status.ReadyReplicas = servers.Status.ReadyReplicas
	default:
		ready.Status, ready.Reason, ready.Message = metav1.ConditionTrue, "Available", "all servers are ready"
		status.ReadyReplicas = servers.Status.ReadyReplicas
	}
	meta.SetStatusCondition(&status.Conditions, ready)
	return status
}

func rolledOut(set *appsv1.StatefulSet) bool {
	replicas, status := *set.Spec.Replicas, set.Status
	return status.ObservedGeneration == set.Generation && status.CurrentRevision == status.UpdateRevision &&
		status.Replicas == replicas && status.ReadyReplicas == replicas
}
