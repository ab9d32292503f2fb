import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { docker, kubectl, leftovers } from "./support/docker";
import { exampleFiles } from "./support/example-files";
import { get } from "./support/get";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-multi-node";
const containerOf = (node: string) => `${project}-test-dev-${node}`;
const server = containerOf("server");

let stack: Program;

/** `node: pod` of each pod, the server's own left out. */
async function placement(): Promise<string[]> {
    const path = "{range .items[*]}{.spec.nodeName}: {.metadata.labels.app}{'\\n'}{end}";
    const pods = await kubectl(server, "get", "pods", "-o", `jsonpath=${path}`);
    return pods.split("\n").filter(Boolean).sort();
}

/** Those of the program on a node, by their UIDs. */
async function podsOn(node: string): Promise<string[]> {
    const selected = ["--selector=app=web", `--field-selector=spec.nodeName=${node}`];
    const uids = await kubectl(server, "get", "pods", ...selected, "-o", "jsonpath={.items[*].metadata.uid}");
    return uids.split(" ").filter(Boolean);
}

/** Who a node is to the cluster, and how it is chosen. */
function nodeOf(name: string): Promise<string> {
    return kubectl(
        server,
        "get",
        "node",
        name,
        "-o",
        "jsonpath={.metadata.uid} {.metadata.labels.tier} {.spec.taints}",
    );
}

/** Redis takes commands as lines, too. */
async function redis(command: string): Promise<string> {
    const { hostname, port } = new URL(String((await stack.outputs()).storeUrl));
    const socket = connect(Number(port), hostname);
    socket.write(`${command}\r\nQUIT\r\n`);
    return text(socket);
}

async function answering(): Promise<Set<string>> {
    const { webUrl } = await stack.outputs();
    const pods = new Set<string>();
    for (let request = 0; request < 20; request++) {
        const response = await get(webUrl);
        pods.add((await response.text()).split("\n")[0] ?? "");
    }
    return pods;
}

beforeAll(async () => {
    stack = await Program.create(project, exampleFiles("multi-node", "index.ts", "k8s"));
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("the example with several nodes", () => {
    it("puts each workload on its pool", async () => {
        expect((await stack.up()).warnings).toEqual([]);
        expect(await placement()).toEqual(["dev-front-0: web", "dev-front-1: web", "dev-storage-0: store"]);
        expect((await answering()).size).toBe(2);
        expect(await redis("SET orders 41")).toContain("+OK");
    });

    it("changes nothing on the second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("has its data when nodes were removed by hand and are made again", async () => {
        const before = await nodeOf("dev-storage-0");
        await docker("rm", "--force", server, containerOf("storage-0"));
        expect(summary((await stack.up()).steps)).toEqual(expect.arrayContaining(["replace Container dev-storage-0"]));
        await expectSoon(async () => {
            expect(await redis("GET orders")).toContain("41");
        }, 60);
        expect(await placement()).toContain("dev-storage-0: store");
        expect(await nodeOf("dev-storage-0")).toBe(before);
    });

    it("drains the node that goes, and leaves the others alone", async () => {
        const { "index.ts": program = "" } = exampleFiles("multi-node", "index.ts");
        stack.write({ "index.ts": program.replace("count: 2", "count: 1") });
        const password = ["get", "secret", "-n", "kube-system", "dev-front-1.node-password.k3s", "-o", "name"];
        expect(await kubectl(server, ...password)).toContain("dev-front-1");
        const moving = await podsOn("dev-front-1");
        expect(moving).not.toEqual([]);
        // Nobody may be evicted: a node that were not drained would go all the same.
        await kubectl(server, "create", "poddisruptionbudget", "web", "--selector=app=web", "--min-available=100%");
        const going = stack.up();
        let isOver = false;
        const over = () => (isOver = true);
        going.then(over, over);
        await expectSoon(async () => {
            expect(isOver).toBe(false);
            const template = "jsonpath={.spec.unschedulable}";
            expect(await kubectl(server, "get", "node", "dev-front-1", "-o", template)).toBe("true");
        }, 120);
        expect(await podsOn("dev-front-1")).toEqual(moving);
        await kubectl(server, "delete", "poddisruptionbudget", "web");
        const steps = summary((await going).steps);
        expect(steps).toContain("delete Container dev-front-1");
        expect(steps.filter((step) => step.includes("dev-front-0"))).toEqual([]);
        expect(await kubectl(server, "get", "nodes", "-o", "name")).not.toContain("front-1");
        await expect(kubectl(server, ...password)).rejects.toThrow("not found");
        expect((await answering()).size).toBeGreaterThan(0);
    });
});
