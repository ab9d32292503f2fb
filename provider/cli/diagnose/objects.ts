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
import { everywhere, paths } from "../../kubernetes/api-paths";
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
    events: { path: everywhere.events },
    pods: { path: paths.allPods },
    replicaSets: { path: everywhere.replicaSets },
    deployments: { path: everywhere.deployments },
    statefulSets: { path: everywhere.statefulSets },
    daemonSets: { path: everywhere.daemonSets },
    jobs: { path: everywhere.jobs },
    claims: { path: everywhere.persistentVolumeClaims },
    storageClasses: { path: paths.storageClasses },
    services: { path: everywhere.services },
    endpointSlices: { path: everywhere.endpointSlices },
    releases: { path: everywhere.secrets, query: { labelSelector: "owner=helm" }, accept: metadataOnly },
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
