import type Docker from "dockerode";
import { DockerNodeContainers } from "../nodes/docker-node-containers";
import { execute } from "../docker/containers/execute";
import { endpointLabel, ownerLabel, roleLabel, targetLabel } from "../../shared/labels";
import { ownerPath } from "../../shared/owner";
import { isAlreadySo } from "../docker/daemon/status";
import { type EndpointRow, type EndpointSource, type ManagedEndpoint } from "./endpoint-row";

/** Packets of connections' first moments, counted by the relay's rule: connections, since only those pass it. */
const acceptedCommand =
    "PATH=$PATH:/bin/aux; iptables-nft -t nat -nvxL PREROUTING 2>/dev/null || iptables -t nat -nvxL PREROUTING";

/** The endpoints of relay containers. */
export class RelayedEndpoints implements EndpointSource {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async list(): Promise<ManagedEndpoint[]> {
        const docker = await this.connect();
        const nodes = new DockerNodeContainers(() => Promise.resolve(docker));
        const relays = await docker.listContainers({ all: true, filters: { label: [`${roleLabel}=relay`] } });
        return Promise.all(
            relays.map(async (relay) => ({
                row: { ...rowOf(relay), ...(relay.State === "running" ? await trafficIfThere(docker, relay.Id) : {}) },
                start: () => unlessAlready(() => nodes.start(relay.Id)),
                stop: () => unlessAlready(() => docker.getContainer(relay.Id).stop({ t: 1 })),
                logs: (lines: number) => nodes.logTail(relay.Id, lines),
            })),
        );
    }
}

async function unlessAlready(change: () => Promise<unknown>): Promise<void> {
    await change().catch((error: unknown) => {
        if (!isAlreadySo(error)) throw error;
    });
}

function rowOf({ Labels, Ports, State, Status }: Docker.ContainerInfo): EndpointRow {
    const isRunning = State === "running";
    return {
        name: Labels[endpointLabel] ?? "",
        cluster: ownerPath(Labels[ownerLabel]),
        via: "node",
        state: isRunning ? "listening" : State === "exited" || State === "created" ? "stopped" : "failed",
        addresses: Ports.filter(({ PublicPort }) => PublicPort).map(({ IP, PublicPort }) => `${IP}:${PublicPort}`),
        target: Labels[targetLabel] ?? "",
        problem: isRunning ? undefined : Status,
    };
}

/** A relay that is removed meanwhile does not hide the others. */
function trafficIfThere(docker: Docker, id: string): Promise<Partial<EndpointRow>> {
    return relayTraffic(docker, id).catch(() => ({}));
}

/** What a running relay has carried since it was started. */
export async function relayTraffic(docker: Docker, id: string): Promise<{ accepted: number; bytes: number }> {
    const [{ output }, stats] = await Promise.all([
        execute(docker, id, ["/bin/sh", "-c", acceptedCommand]),
        docker.getContainer(id).stats({ stream: false, "one-shot": true }),
    ]);
    const accepted = /^\s*(\d+)\s.*\bDNAT\b/m.exec(output)?.[1];
    const { networks = {} } = stats as { networks?: Record<string, { rx_bytes: number }> };
    // Every byte that is carried is received once.
    const bytes = Object.values(networks).reduce((sum, { rx_bytes }) => sum + rx_bytes, 0);
    return { accepted: Number(accepted ?? 0), bytes };
}
