// Stands for: how the docker provider writes, reads and compares published ports.
import type { PropertyMap, PropertyValue } from "../host/plugin";

interface Port {
    internal: number;
    external?: number;
    ip: string;
    protocol: string;
}

export interface PortBinding {
    HostIp: string;
    HostPort: string;
}

const portsOf = (value: PropertyValue | undefined) => (value ?? []) as unknown as Port[];

/** The provider's own comparison: a port that is published twice is only compared with the first of its kind. */
export function samePorts(old: PropertyValue | undefined, value: PropertyValue | undefined): boolean {
    const [olds, news] = [portsOf(old), portsOf(value)];
    return (
        olds.length === news.length &&
        olds.every((port) => {
            const index = news.findIndex(
                ({ internal, protocol }) => internal === port.internal && protocol === port.protocol,
            );
            const match = news[index];
            return match?.ip === port.ip && (match.external ?? olds[index]?.external) === port.external;
        })
    );
}

export function toPortBindings(value: PropertyValue | undefined): Record<string, PortBinding[]> {
    const bindings: Record<string, PortBinding[]> = {};
    for (const { internal, external, ip, protocol } of portsOf(value)) {
        (bindings[`${internal}/${protocol}`] ??= []).push({ HostIp: ip || "0.0.0.0", HostPort: String(external ?? 0) });
    }
    return bindings;
}

export function fromPortBindings(bindings: Record<string, PortBinding[] | null>): PropertyMap[] {
    return Object.entries(bindings)
        .map(([key, hosts]) => ({
            internal: Number.parseInt(key),
            protocol: key.split("/")[1] ?? "tcp",
            hosts: hosts ?? [],
        }))
        .sort((a, b) => a.internal - b.internal)
        .flatMap(({ internal, protocol, hosts }) =>
            hosts.map(({ HostIp, HostPort }) => ({ internal, external: Number(HostPort), ip: HostIp, protocol })),
        );
}
