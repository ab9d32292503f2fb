import type Docker from "dockerode";
import { execute } from "../docker/containers/execute";

/** Packets of connections' first moments, counted by the relay's rule: connections, since only those pass it. */
const acceptedCommand =
    "PATH=$PATH:/bin/aux; iptables-nft -t nat -nvxL PREROUTING 2>/dev/null || iptables -t nat -nvxL PREROUTING";

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
