import type { V1EndpointSlice } from "@kubernetes/client-node";
import { type Protocol } from "./service-port";

/** Where connections to a Service's port go now. */
export function readyAddresses(slices: V1EndpointSlice[], portName: string | undefined, protocol: Protocol): string[] {
    return slices
        .filter(({ ports }) =>
            ports?.some((port) => (port.name ?? "") === (portName ?? "") && (port.protocol ?? "TCP") === protocol),
        )
        .flatMap(({ endpoints }) => endpoints ?? [])
        .filter(({ conditions }) => conditions?.ready !== false)
        .flatMap(({ addresses }) => addresses);
}

export function hasEndpoints(slices: V1EndpointSlice[]): boolean {
    return slices.some(({ endpoints }) => (endpoints ?? []).length > 0);
}
