import { docker, kubectl } from "../../e2e/support/docker";
import { toolPod } from "../../e2e/support/tool-pod";
import { type Bench } from "../framework/bench";
import { haveNodeImage, webImage } from "../cluster/images";
import { Stack } from "../framework/stack";

const program = `
import * as k3s from "pulumi-k3s";

const cluster = new k3s.Cluster("dev", { images: ["${webImage}"] });
new k3s.Manifest("pod", { cluster, path: "./pod.yaml" });
export const network = cluster.networkName;
`;

const server = "bench-lookup-test-dev-server";
const named = "bench-lookup-named";
const count = 100;

/** Measures lookups. Each name is looked up once, so that no cache answers. */
export const lookup: Bench = {
    name: "lookup from a pod",
    unit: "ms",
    isMeasured: true,
    peerName: "the node",
    goal: 1.2,
    note: `nslookup of a container on the network, ${count} names in turn that nobody has asked for`,
    async prepare(context) {
        await haveNodeImage();
        const stack = await Stack.create("bench-lookup", program, context);
        stack.write({ "pod.yaml": toolPod("asker", "nodeName: dev-server") });
        await stack.up();
        const { network } = await stack.outputs();
        context.defer(() => docker("rm", "--force", named));
        let round = 0;
        return {
            ours: {
                before: async () => {
                    round++;
                    const names = namesOf(round).flatMap((name) => ["--network-alias", name]);
                    await docker("rm", "--force", named);
                    await docker("run", "--detach", "--name", named, "--network", String(network), ...names, webImage);
                },
                run: async () => perLookup(await kubectl(server, "exec", "asker", "--", ...timed(namesOf(round)))),
            },
            peer: { run: async () => perLookup(await docker("exec", server, ...timed(namesOf(round)))) },
        };
    },
};

function namesOf(round: number): string[] {
    return Array.from({ length: count }, (_, index) => `name-${round}-${index}`);
}

/** Returns a command that prints the time before the first and after the last lookup, in seconds. */
function timed(names: string[]): string[] {
    const script = `cat /proc/uptime; for name in "$@"; do nslookup "$name." >/dev/null || exit 1; done; cat /proc/uptime`;
    return ["/bin/sh", "-c", script, "lookup", ...names];
}

function perLookup(printed: string): number {
    const [begun = NaN, ended = NaN] = printed.split("\n").map((line) => Number(line.split(" ")[0]));
    return ((ended - begun) * 1_000) / count;
}
