import type { V1EndpointSlice } from "@kubernetes/client-node";
import { setTimeout as delay } from "node:timers/promises";
import { type Api } from "../kubernetes/api";
import { listIfPossible } from "../kubernetes/list";
import { slicesOf } from "./await-service";

/**
 * kube-proxy applies changes of EndpointSlices once per second (KubeProxyConfiguration, `iptables.minSyncPeriod`), and
 * Kubernetes records the time of a write in whole seconds.
 */
const settlesWithinMs = 2_500;

/** Waits while connections to a Service may still go to a pod that a rolling update has just ended. */
export async function settled(api: Api, namespace: string, service: string): Promise<void> {
    const { path, query } = slicesOf(namespace, service);
    await delay(unsettledMs(await listIfPossible<V1EndpointSlice>(api, path, query), Date.now()));
}

/**
 * Returns how long kube-proxy may still need. A time in the future, from a clock ahead of this machine's, is ignored.
 */
export function unsettledMs(slices: V1EndpointSlice[], now: number): number {
    // The server sends text where the types promise a Date.
    const times = slices
        .flatMap(({ metadata }) => metadata?.managedFields ?? [])
        .map(({ time }) => new Date(time ?? 0));
    const written = times.map((time) => time.getTime());
    const left = Math.max(0, ...written) + settlesWithinMs - now;
    return left > 0 && left <= settlesWithinMs ? left : 0;
}
