import type { V1EndpointSlice } from "@kubernetes/client-node";
import { type PodPort } from "./pod-port";
import { type Protocol } from "./service-port";

/** Returns the addresses to which connections to a Service's port go now. */
export function readyAddresses(slices: V1EndpointSlice[], portName: string | undefined, protocol: Protocol): string[] {
    return readyEndpoints(slices, portName, protocol).flatMap(({ endpoint }) => endpoint.addresses);
}

/** Returns the pods to which connections to a Service's port go now, without endpoints that are not pods. */
export function readyPods(slices: V1EndpointSlice[], portName: string | undefined, protocol: Protocol): PodPort[] {
    return readyEndpoints(slices, portName, protocol).flatMap(({ endpoint: { targetRef }, port }) => {
        if (targetRef?.kind !== "Pod") return [];
        const { namespace = "", name = "" } = targetRef;
        return [{ namespace, pod: name, port }];
    });
}

function readyEndpoints(slices: V1EndpointSlice[], portName: string | undefined, protocol: Protocol) {
    return slices.flatMap(({ ports, endpoints }) => {
        const port = ports?.find(
            (candidate) => (candidate.name ?? "") === (portName ?? "") && (candidate.protocol ?? "TCP") === protocol,
        );
        if (!port) return [];
        const ready = (endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false);
        return ready.map((endpoint) => ({ endpoint, port: port.port ?? 0 }));
    });
}

export function hasEndpoints(slices: V1EndpointSlice[]): boolean {
    return slices.some(({ endpoints }) => (endpoints ?? []).length > 0);
}
