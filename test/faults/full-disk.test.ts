import { join } from "node:path";
import { docker, leftovers } from "../e2e/support/docker";
import { failureOf } from "../e2e/support/failure";
import { Machine } from "../e2e/support/machine";
import { copyImages, OwnDaemon } from "../e2e/support/own-daemon";
import { Program } from "../e2e/support/program";

jest.setTimeout(300_000);

const project = "faults-full-disk";
const found = process.env.DOCKER_HOST;

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
    stack = await Program.create(project, {
        "index.ts": `import * as k3s from "pulumi-k3s";\nnew k3s.Cluster("dev");\n`,
    });
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

async function refusal(): Promise<string> {
    const since = Date.now();
    const text = await failureOf(stack.up());
    expect(Date.now() - since).toBeLessThan(90_000);
    return text;
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

    it("is mended by the next up, once there is place", async () => {
        await machine.run(["rm", "--force", join(machine.folder, "data/filled")]);
        await stack.up();
        expect(await docker("ps", "--format", "{{.Names}}")).toBe(`${project}-test-dev-server`);
    });
});
