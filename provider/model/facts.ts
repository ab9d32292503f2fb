import type {
    CoreV1Event,
    KubernetesObject,
    V1DaemonSet,
    V1Deployment,
    V1Job,
    V1Lease,
    V1Node,
    V1Pod,
    V1ReplicaSet,
    V1Service,
    V1StatefulSet,
    V1PersistentVolumeClaim,
    V1StorageClass,
} from "@kubernetes/client-node";
import { type ContainerFacts } from "./sources/container-facts";
import { type EndpointRow } from "../endpoints/endpoint-row";
import { type ObjectReference } from "../kubernetes/object-reference";
import { type EndpointTraffic } from "./resource";

/** All that is known of one cluster, from which its resources are made. */
export interface ClusterFacts {
    /** `project/stack/cluster`. */
    path: string;
    docker: DockerFacts;
    kubernetes: KubernetesFacts;
    /** Of its forwarder. */
    forwarded: EndpointRow[];
    /** What the stack says that is in it, where a stack was read. */
    stack?: ClusterInStack;
}

export interface DockerFacts {
    /** What was there when the daemon answered the last time. */
    containers?: FoundContainer[];
    /** Why it is not known. */
    problem?: string;
}

/** A container of a cluster. */
export interface FoundContainer {
    id: string;
    name: string;
    /** `server`, `agent`, `registry`, `cache` or `relay`. */
    role: string;
    /** Of a node: its name in Kubernetes. */
    node?: string;
    /** As far as they are known. */
    facts: ContainerFacts;
    /** Why it could not be looked at: then its facts are those of a list. */
    problem?: string;
    /** Published on the Docker host, such as `127.0.0.1:21853`. */
    addresses: string[];
    /** Of a relay: the endpoint's name. */
    endpoint?: string;
    /** Of a relay: `namespace/service:port`. */
    target?: string;
    traffic?: EndpointTraffic;
}

export interface KubernetesFacts {
    server?: string;
    version?: string;
    /** What was there when the API server answered the last time. */
    objects?: KubernetesObjects;
    /** Why it is not known. */
    problem?: string;
}

/** Objects of all namespaces, as little of each as is looked at. */
export interface KubernetesObjects {
    nodes: V1Node[];
    leases: V1Lease[];
    pods: V1Pod[];
    replicaSets: V1ReplicaSet[];
    deployments: V1Deployment[];
    statefulSets: V1StatefulSet[];
    daemonSets: V1DaemonSet[];
    jobs: V1Job[];
    claims: V1PersistentVolumeClaim[];
    services: V1Service[];
    storageClasses: V1StorageClass[];
    /** Of Helm's Secrets the labels alone. */
    releases: KubernetesObject[];
    warnings: CoreV1Event[];
    pulls: CoreV1Event[];
    /** Of kinds that only manifests have: their names alone, by `apiVersion/Kind`. */
    others: Record<string, KubernetesObject[]>;
}

/** What a stack says that is in a cluster. */
export interface ClusterInStack {
    name: string;
    releases: { name: string; namespace: string }[];
    manifests: { name: string; objects: ObjectReference[] }[];
    /** Where the values of releases are secret in the program, by `namespace/name`; none of the values themselves. */
    secretValues?: Record<string, string[][]>;
}
