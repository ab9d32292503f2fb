import type { V1EndpointSlice, V1Pod, V1Service } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { terminalPods } from "../diagnostics/terminal-pods";
import { GracePeriod } from "../diagnostics/grace-period";
import { podReport } from "../diagnostics/pod-report";
import { reliefFor } from "../diagnostics/pressure";
import { listIfPossible } from "../kubernetes/list";
import { fullName, nameOf, namespaceOf } from "../kubernetes/object-name";
import { watchUntil } from "../kubernetes/watch-until";
import { slicesOf } from "./await-service";
import { readyAddresses } from "./endpoint-slices";
import { type Protocol } from "./service-port";

interface Seen extends Record<string, object[]> {
    slices: V1EndpointSlice[];
    pods: V1Pod[];
}

/** Waits until a pod behind the Service's port is ready. Fails early when no pod of the Service can become ready. */
export async function awaitEndpoint(
    api: Api,
    service: V1Service,
    port: { portName?: string; protocol: Protocol },
    signal: AbortSignal,
): Promise<void> {
    const namespace = namespaceOf(service);
    const name = nameOf(service);
    const gracePeriod = new GracePeriod();
    const decide = ({ slices, pods }: Seen) => {
        if (readyAddresses(slices, port.portName, port.protocol).length > 0) return true;
        const terminal = terminalPods(gracePeriod, pods);
        return terminal.length > 0 && terminal.length === pods.length ? terminal : undefined;
    };
    const collections = { slices: slicesOf(namespace, name), pods: podsBehind(service) };
    const result = await watchUntil<Seen, true | V1Pod[]>(api, collections, decide, { signal, recheckMs: 1_000 });
    if (result !== true) {
        throw new Failure(`No pod behind the Service ${fullName(service)} can become ready.`, {
            why: await reports(api, result),
            next: (await reliefFor(api, result)) ?? nextStep(namespace),
        });
    }
}

/** Returns the failure that explains why no pod was ready in time. */
export async function noEndpointFailure(api: Api, service: V1Service, timeoutSeconds: number): Promise<Failure> {
    const { path, query } = podsBehind(service);
    const pods = await listIfPossible<V1Pod>(api, path, query);
    const selector = selectorText(service);
    return new Failure(`No ready pod behind the Service ${fullName(service)} within ${timeoutSeconds} s.`, {
        why: pods.length > 0 ? await reports(api, pods) : `no pod has the labels ${selector}`,
        next: (await reliefFor(api, pods)) ?? nextStep(namespaceOf(service)),
    });
}

async function reports(api: Api, pods: V1Pod[]): Promise<string[]> {
    return (await Promise.all(pods.slice(0, 3).map((pod) => podReport(api, pod)))).flat();
}

function podsBehind(service: V1Service) {
    return { path: paths.pods(namespaceOf(service)), query: { labelSelector: selectorText(service) } };
}

/**
 * Returns the label selector of the Service. For a Service without one, its pods are unknown: the returned selector
 * matches no pod.
 */
function selectorText({ spec }: V1Service): string {
    const labels = Object.entries(spec?.selector ?? {}).map(([key, value]) => `${key}=${value}`);
    return labels.length > 0 ? labels.join(",") : "!pulumi-k3s,pulumi-k3s";
}

function nextStep(namespace: string): string {
    return `correct the workload and run pulumi up again (kubectl -n ${namespace} get pods,events)`;
}
