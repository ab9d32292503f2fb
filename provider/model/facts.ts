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

/** All that is known of one cluster: the input from which its resources are made. */
export interface ClusterFacts {
    /** `project/stack/cluster`. */
    path: string;
    docker: DockerFacts;
    kubernetes: KubernetesFacts;
    /** The endpoints of the cluster's forwarder. */
    forwarded: EndpointRow[];
    /** The cluster's content according to the stack, if a stack was read. */
    stack?: ClusterInStack;
}

export interface DockerFacts {
    /** The containers that the daemon last reported. */
    containers?: FoundContainer[];
    /** Why the daemon cannot be asked. */
    problem?: string;
}

/** A container of a cluster. */
export interface FoundContainer {
    id: string;
    name: string;
    /** `server`, `agent`, `registry`, `cache` or `relay`. */
    role: string;
    /** The name of the Node in Kubernetes, if the container is a node. */
    node?: string;
    /** Complete, unless there is a `problem`. */
    facts: ContainerFacts;
    /** Why Docker could not inspect the container. Its facts are then those of `docker ps` alone. */
    problem?: string;
    /** The addresses that it publishes on the Docker host, such as `127.0.0.1:21853`. */
    addresses: string[];
    /** The endpoint's name, if the container is a relay. */
    endpoint?: string;
    /** The endpoint's target, `namespace/service:port`, if the container is a relay. */
    target?: string;
    traffic?: EndpointTraffic;
}

export interface KubernetesFacts {
    server?: string;
    version?: string;
    /** The objects that the API server last reported. */
    objects?: KubernetesObjects;
    /** Why the API server cannot be asked. */
    problem?: string;
}

/** The objects of all namespaces, each without the fields that the model does not use. */
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
    /** The metadata of Helm's Secrets, without their data. */
    releases: KubernetesObject[];
    warnings: CoreV1Event[];
    pulls: CoreV1Event[];
    /** The metadata of objects of other kinds that manifests contain, by `apiVersion/Kind`. */
    others: Record<string, KubernetesObject[]>;
}

/** The content of a cluster according to a stack. */
export interface ClusterInStack {
    name: string;
    releases: { name: string; namespace: string }[];
    manifests: { name: string; objects: ObjectReference[] }[];
    /** The paths of the secret values of each release, by `namespace/name`. Does not contain the values themselves. */
    secretValues?: Record<string, string[][]>;
}
