import type { V1Service, V1ServicePort } from "@kubernetes/client-node";
import { Failure } from "../../failure";
import { fullName } from "../object-name";

export type Protocol = "TCP" | "UDP";

/** The port of a Service that an endpoint asks for. */
export interface WantedPort {
    /** By number or by name. */
    port: number | string;
    protocol: Protocol;
}

export interface ServicePort {
    clusterIp: string;
    servicePort: number;
    portName?: string;
}

/** Finds a Service's port; a {@link Failure} when the Service can never offer it. */
export function servicePort(service: V1Service, { port, protocol }: WantedPort): ServicePort {
    const clusterIp = service.spec?.clusterIP;
    const ports = service.spec?.ports ?? [];
    if (service.spec?.type === "ExternalName") {
        throw new Failure(`The Service ${fullName(service)} is an ExternalName: it has no pods to connect to.`, {
            next: `connect to ${service.spec.externalName ?? "its external name"} directly`,
        });
    }
    if (!clusterIp || clusterIp === "None") {
        throw new Failure(`The Service ${fullName(service)} is headless: it has no address of its own.`, {
            next: "name a Service with a ClusterIP in front of the same pods; headless Services are not supported yet",
        });
    }
    const match = ports.find((candidate) => matches(candidate, port) && protocolOf(candidate) === protocol);
    if (!match) {
        throw new Failure(`The Service ${fullName(service)} has no ${protocol} port ${port}.`, {
            why: `its ports are ${ports.map(describe).join(", ")}`,
            next: "correct the port, or the protocol",
        });
    }
    return { clusterIp, servicePort: match.port, ...(match.name ? { portName: match.name } : {}) };
}

/** A port's name has at least one letter, so digits alone are a number. */
function matches(candidate: V1ServicePort, port: number | string): boolean {
    return String(candidate.port) === String(port) || candidate.name === port;
}

function protocolOf({ protocol }: V1ServicePort): string {
    return protocol ?? "TCP";
}

function describe(port: V1ServicePort): string {
    return `${port.port}/${protocolOf(port)}${port.name ? ` (${port.name})` : ""}`;
}
