import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { choosePort } from "../../../provider/ports/free-port";
import { type Bench, type BenchContext } from "../framework/bench";
import { roundTrip } from "./client";
import { places } from "./places";
import { PortForward } from "./port-forward";
import { proportionalMebibytes } from "./process-memory";

/** The built package's module, which starts the same process as for users. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- compiled code is not there when types are checked
const { forwarderAccess } = require(join(__dirname, "../../../dist/provider/forward/forwarder-access.js")) as Access;
type Access = typeof import("../../../provider/forward/forwarder-access");

/**
 * Measures the memory of a number of endpoints of one cluster after a connection to each: one forwarder, compared with
 * one kubectl for each endpoint.
 */
export function memory(count: number, goal: number): Bench {
    return {
        name: `api: memory of ${count} ${count === 1 ? "endpoint" : "endpoints"}`,
        unit: "MiB",
        isMeasured: true,
        peerName: `${count} of kubectl port-forward`,
        goal,
        async prepare(context) {
            const { kubeconfig } = await places(context);
            const ours = await forwarder(kubeconfig, count, context);
            const peers: PortForward[] = [];
            context.defer(() => Promise.all(peers.map((peer) => peer.stop())));
            while (peers.length < count) {
                const peer = await PortForward.start(kubeconfig);
                peers.push(peer);
                await roundTrip(peer.address);
            }
            return {
                ours: { run: () => proportionalMebibytes([ours]) },
                peer: { run: () => proportionalMebibytes(peers.map(({ pid }) => pid)) },
            };
        },
    };
}

/** Starts a forwarder with endpoints and returns its process ID. */
async function forwarder(kubeconfigPath: string, count: number, { defer }: BenchContext): Promise<number> {
    const root = await mkdtemp(join(tmpdir(), "bench-"));
    const folder = join(root, "forward", "bench");
    defer(() => rm(root, { recursive: true, force: true }));
    const kubeconfig = await readFile(kubeconfigPath, "utf8");
    for (let index = 0; index < count; index++) {
        const name = `endpoint-${index}`;
        const hostPort = await choosePort("tcp");
        const target = { namespace: "default", service: "contract", port: 7_000 };
        const endpoint = { ...target, hostPort, addresses: ["127.0.0.1"] };
        await forwarderAccess.put(folder, name, { cluster: "bench", kubeconfig, endpoint });
        defer(() => forwarderAccess.remove(root, folder, name));
        await roundTrip({ host: "127.0.0.1", port: hostPort });
    }
    return (await forwarderAccess.status(folder))?.pid ?? 0;
}
