import { join } from "node:path";
import { docker, kubectl, leftovers } from "../e2e/support/docker";
import { webImage } from "../e2e/support/environment";
import { failureOf } from "../e2e/support/failure";
import { Machine } from "../e2e/support/machine";
import { copyImages, OwnDaemon } from "../e2e/support/own-daemon";
import { Program } from "../e2e/support/program";
import { summary } from "../e2e/support/steps";
import { note } from "./support/note";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "faults-full-disk";
const server = `${project}-test-dev-server`;
const found = process.env.DOCKER_HOST;

/**
 * The thresholds are those that K3s gives its kubelet, which the stand-in for it does not. That the pressure is over is
 * believed at once instead of five minutes later.
 */
const program = `
import * as k3s from "pulumi-k3s";
import { readFileSync } from "node:fs";
const kubelet = ["eviction-hard=imagefs.available<5%,nodefs.available<5%", "eviction-pressure-transition-period=1s"];
const extraArgs = kubelet.map((argument) => \`--kubelet-arg=\${argument}\`);
const cluster = new k3s.Cluster("dev", { images: ["${webImage}"], server: { extraArgs }, timeoutSeconds: 200 });
const values = { greeting: readFileSync("greeting", "utf8") };
new k3s.HelmRelease("web", { cluster, chart: "./chart", namespace: "work", values, timeoutSeconds: 200 });
`;

const chart = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/templates/web.yaml": `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  strategy: { type: Recreate }
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{ name: web, image: "${webImage}", env: [{ name: GREETING, value: {{ .Values.greeting }} }] }]
`,
};

/** What takes longer has waited for the deadline. */
const soonMs = 150_000;

let machine: Machine;
let stack: Program;

beforeAll(async () => {
    machine = await Machine.start("full-disk", 43);
    const data = join(machine.folder, "data");
    await machine.run(["mkdir", data]);
    await machine.run(["mount", "-t", "tmpfs", "-o", "size=2g", "tmpfs", data]);
    // Containers' logs have a place of their own: where Docker cannot write them either, nobody can tell what was said.
    await machine.run(["mkdir", join(data, "containers")]);
    await machine.run(["mount", "-t", "tmpfs", "-o", "size=50m", "tmpfs", join(data, "containers")]);
    const daemon = new OwnDaemon(machine);
    await daemon.start();
    await copyImages(daemon.host);
    process.env.DOCKER_HOST = daemon.host;
    Program.forget(project);
    stack = await Program.create(project, { "index.ts": program, ...chart, greeting: "hello" });
});

afterAll(async () => {
    await stack.remove();
    if (found === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = found;
    await machine.remove();
});

async function leave(mebibytes: number): Promise<void> {
    const filled = join(machine.folder, "data/filled");
    const script = `rm -f "$0"; free=$(df --output=avail --block-size=1M "$(dirname "$0")" | tail -n 1); fallocate -l $((free - $1))M "$0"`;
    await machine.run(["bash", "-c", script, filled, String(mebibytes)]);
}

async function makePlace(): Promise<void> {
    await machine.run(["rm", "--force", join(machine.folder, "data/filled")]);
}

async function refusal(): Promise<string> {
    const since = Date.now();
    const text = await failureOf(stack.up());
    const line = text.split("\n").find((each) => /no space|DiskPressure/.test(each));
    note(`${Math.round((Date.now() - since) / 1_000)} s: ${line?.trim()}`);
    expect(Date.now() - since).toBeLessThan(soonMs);
    return text;
}

function isUnderPressure(status: "True" | "False"): Promise<string> {
    return kubectl(server, "wait", "node/dev-server", `--for=condition=DiskPressure=${status}`, "--timeout=120s");
}

describe("a Docker host whose disk is full", () => {
    it("has no place for what the server writes: the server's own words, long before the deadline", async () => {
        await leave(20);
        const text = await refusal();
        expect(text).toContain("no space left on device");
        expect(text).toContain("Next: ");
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
    });

    it("has 200 MB left: up works, or says what to do long before the deadline", async () => {
        await leave(200);
        const since = Date.now();
        const outcome = await stack.up().then(
            () => "it works",
            (error: unknown) => (error as Error).message,
        );
        note(`${Math.round((Date.now() - since) / 1_000)} s: ${outcome.split("\n").at(-1)}`);
        expect(outcome).toMatch(
            /^it works$|under DiskPressure[^]*Next: .*free space|no space left on device[^]*Next: /,
        );
        expect(Date.now() - since).toBeLessThan(soonMs);
    });

    it("is mended by the next up, once there is place", async () => {
        await makePlace();
        await stack.up();
        expect(await docker("ps", "--format", "{{.Names}}")).toBe(server);
    });
});

describe("a disk that fills under a cluster with a workload", () => {
    it("is named by an up that changes the workload, with what to do", async () => {
        await leave(50);
        await isUnderPressure("True");
        stack.write({ greeting: "changed" });
        const text = await refusal();
        expect(text).toContain("node dev-server is under DiskPressure");
        expect(text).toMatch(says("Next: … free space … Docker host's disk"));
    });

    it("lets the next up go on, once there is place", async () => {
        await makePlace();
        await isUnderPressure("False");
        await stack.up();
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
