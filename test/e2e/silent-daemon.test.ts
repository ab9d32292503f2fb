import { type RelayedDaemon, relayedDaemon } from "./support/daemons";
import { leftovers } from "./support/docker";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";

// What hangs ends the test.
jest.setTimeout(90_000);

const project = "e2e-silent-daemon";
const { DOCKER_HOST } = process.env;

let daemon: RelayedDaemon;
let stack: Program;

beforeAll(async () => {
    daemon = await relayedDaemon(project);
    process.env.DOCKER_HOST = daemon.host;
    stack = await Program.create(project, {
        "index.ts": `
            import * as docker from "@pulumi/docker";
            import { existsSync } from "node:fs";
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev", { agents: 1 });
            if (existsSync("own")) new docker.Container("own", {
                name: "${project}-test-own", image: "${required("K3S_TEST_IMAGE")}",
                entrypoints: ["sleep"], command: ["infinity"], mustRun: false,
            }, { provider: cluster.docker?.provider });
        `,
    });
    await stack.up();
}, 300_000);

afterAll(async () => {
    await daemon.comeBack();
    await stack.remove();
    if (DOCKER_HOST === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = DOCKER_HOST;
    await daemon.close();
    expect(await leftovers(project)).toEqual([]);
}, 300_000);

/** Which daemon, why, and what next; nothing of what Pulumi's plugin says of it. */
function expectOurs(text: string, problem: string, next: string): void {
    expect(text).toContain(problem);
    expect(text).toContain(next);
    expect(text).not.toContain("unexpected error from Configure");
}

describe("a stack whose Docker daemon takes connections and is silent", () => {
    const problem = () =>
        `The Docker daemon at ${daemon.host} (from DOCKER_HOST) accepts connections but does not answer.`;
    const next = "Next: check whether it hangs (docker info), restart it, then run the same command again";

    beforeEach(() => {
        daemon.fallSilent();
    });

    it.each(["preview", "up", "destroy"] as const)("says so in %s", async (operation) => {
        expectOurs(await failureOf(stack[operation]()), problem(), next);
    });

    describe("that has a container of the program's own with the cluster's provider", () => {
        beforeAll(async () => {
            await daemon.comeBack();
            stack.write({ own: "" });
            await stack.up();
            process.env.PULUMI_RUN_PROGRAM = "true";
        });

        afterAll(() => {
            delete process.env.PULUMI_RUN_PROGRAM;
        });

        it.each(["refresh", "destroy"] as const)("says so in %s, which runs the program", async (operation) => {
            expectOurs(await failureOf(stack[operation]()), problem(), next);
        });
    });
});

describe("a stack whose Docker daemon is not there", () => {
    const problem = () => `No Docker daemon answers at ${daemon.host} (from DOCKER_HOST): ENOENT.`;
    const next = "Next: start Docker";

    beforeAll(async () => {
        await daemon.goAway();
    });

    it.each(["preview", "up", "destroy"] as const)("says so in %s", async (operation) => {
        expectOurs(await failureOf(stack[operation]()), problem(), next);
    });

    it("says so in refresh, where Pulumi's plugin is asked at the same time", async () => {
        const text = await failureOf(stack.refresh());
        expect(text).toContain(problem());
        expect(text).toContain(next);
    });
});

describe("when the daemon is back", () => {
    it("the stack is as it was, but for what destroy had taken out of the state", async () => {
        await daemon.comeBack();
        const { steps } = await stack.up();
        expect(summary(steps).filter((step) => /Container|Identity|Network|Volume/.test(step))).toEqual([]);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
