import type { V1Service, V1ServicePort } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { fullName } from "../kubernetes/object-name";

export type Protocol = "TCP" | "UDP";

/** The port of a Service that an endpoint requests. */
export interface WantedPort {
    /** The port's number or name. */
    port: number | string;
    protocol: Protocol;
}

export interface ServicePort {
    clusterIp: string;
    servicePort: number;
    portName?: string;
}

/** Finds a port of a Service that has its own address. Throws a {@link Failure} when the Service can never offer it. */
export function servicePort(service: V1Service, wanted: WantedPort): ServicePort {
    const { port, name } = findPort(service, wanted);
    const clusterIp = service.spec?.clusterIP;
    if (!clusterIp || clusterIp === "None") {
        throw new Failure(`The Service ${fullName(service)} is headless: it has no address of its own.`, {
            next: 'set via: "api", which connects to its pods, or name a Service with a ClusterIP in front of the same pods',
        });
    }
    return { clusterIp, servicePort: port, ...(name ? { portName: name } : {}) };
}

/** Finds a port of a Service. Throws a {@link Failure} when there is none. */
export function findPort(service: V1Service, { port, protocol }: WantedPort): V1ServicePort {
    const ports = service.spec?.ports ?? [];
    if (service.spec?.type === "ExternalName") {
        throw new Failure(`The Service ${fullName(service)} is an ExternalName: it has no pods to connect to.`, {
            next: `connect to ${service.spec.externalName ?? "its external name"} directly`,
        });
    }
    const match = ports.find((candidate) => matches(candidate, port) && protocolOf(candidate) === protocol);
    if (!match) {
        throw new Failure(`The Service ${fullName(service)} has no ${protocol} port ${port}.`, {
            why: ports.length > 0 ? `its ports are ${ports.map(describe).join(", ")}` : "it has no ports",
            next: "correct the port, or the protocol",
        });
    }
    return match;
}

/**
 * Reports whether the port has this number or name. A port's name has at least one letter, so digits alone are a
 * number.
 */
function matches(candidate: V1ServicePort, port: number | string): boolean {
    return String(candidate.port) === String(port) || candidate.name === port;
}

function protocolOf({ protocol }: V1ServicePort): string {
    return protocol ?? "TCP";
}

function describe(port: V1ServicePort): string {
    return `${port.port}/${protocolOf(port)}${port.name ? ` (${port.name})` : ""}`;
}
