import type {
    CoreV1Event,
    KubernetesObject,
    V1DaemonSet,
    V1Deployment,
    V1EndpointSlice,
    V1Job,
    V1Lease,
    V1Node,
    V1PersistentVolumeClaim,
    V1Pod,
    V1ReplicaSet,
    V1Service,
    V1StatefulSet,
    V1StorageClass,
} from "@kubernetes/client-node";
import { type Api, metadataOnly, type RequestOptions } from "../../kubernetes/api";
import { paths } from "../../kubernetes/api-paths";
import { list } from "../../kubernetes/list";
import { type Answer, answerTo, outerLimitMs } from "./answer";

/** What is listed, of all namespaces. */
interface Kinds {
    nodes: V1Node;
    leases: V1Lease;
    events: CoreV1Event;
    pods: V1Pod;
    replicaSets: V1ReplicaSet;
    deployments: V1Deployment;
    statefulSets: V1StatefulSet;
    daemonSets: V1DaemonSet;
    jobs: V1Job;
    claims: V1PersistentVolumeClaim;
    storageClasses: V1StorageClass;
    services: V1Service;
    endpointSlices: V1EndpointSlice;
    /** Of Helm's Secrets the labels alone. */
    releases: KubernetesObject;
}

export type Objects = { [Kind in keyof Kinds]: Answer<Kinds[Kind][]> };

const collections: Record<keyof Kinds, { path: string } & RequestOptions> = {
    nodes: { path: paths.nodes },
    leases: { path: paths.nodeLeases },
    events: { path: "/api/v1/events" },
    pods: { path: paths.allPods },
    replicaSets: { path: "/apis/apps/v1/replicasets" },
    deployments: { path: "/apis/apps/v1/deployments" },
    statefulSets: { path: "/apis/apps/v1/statefulsets" },
    daemonSets: { path: "/apis/apps/v1/daemonsets" },
    jobs: { path: "/apis/batch/v1/jobs" },
    claims: { path: "/api/v1/persistentvolumeclaims" },
    storageClasses: { path: paths.storageClasses },
    services: { path: "/api/v1/services" },
    endpointSlices: { path: "/apis/discovery.k8s.io/v1/endpointslices" },
    releases: { path: "/api/v1/secrets", query: { labelSelector: "owner=helm" }, accept: metadataOnly },
};

/** All at once, each for itself: a list that cannot be had is no reason to lose the others. */
export async function listObjects(api: Api): Promise<Objects> {
    const answers = await Promise.all(
        Object.entries(collections).map(async ([kind, { path, ...options }]) => [
            kind,
            await answerTo(() => list<KubernetesObject>(api, path, options), outerLimitMs),
        ]),
    );
    return Object.fromEntries(answers) as Objects;
}
