import type Docker from "dockerode";
import { execute } from "../docker/containers/execute";

/** Prints the counter of the relay's NAT rule. It counts connections, since only their first packets pass the rule. */
const acceptedCommand =
    "PATH=$PATH:/bin/aux; iptables-nft -t nat -nvxL PREROUTING 2>/dev/null || iptables -t nat -nvxL PREROUTING";

/** Reads the traffic of a running relay since its start. */
export async function relayTraffic(docker: Docker, id: string): Promise<{ accepted: number; bytes: number }> {
    const [{ output }, stats] = await Promise.all([
        execute(docker, id, ["/bin/sh", "-c", acceptedCommand]),
        docker.getContainer(id).stats({ stream: false, "one-shot": true }),
    ]);
    const accepted = /^\s*(\d+)\s.*\bDNAT\b/m.exec(output)?.[1];
    const { networks = {} } = stats as { networks?: Record<string, { rx_bytes: number }> };
    // The relay receives every byte that it carries exactly once.
    const bytes = Object.values(networks).reduce((sum, { rx_bytes }) => sum + rx_bytes, 0);
    return { accepted: Number(accepted ?? 0), bytes };
}
