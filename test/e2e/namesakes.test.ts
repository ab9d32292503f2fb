import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { docker, leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-namesakes";
const cluster = `${project}-test-dev`;
const [server, volume] = [`${cluster}-server`, `${cluster}-data`];
/** Elsewhere than what a run looks for as its leftovers. */
const network = "shared-by-e2e-namesakes";

const program = (args: string) => ({
    "index.ts": `
        import * as k3s from "pulumi-k3s";
        new k3s.Cluster("dev", { dataVolume: true, ${args} });
    `,
});

/** Two checkouts of one program, each with a backend of its own: project, stack and cluster have the same names. */
let first: Program;
let second: Program;
let backend: string;

const contentOf = (path: string) => docker("exec", server, "cat", `/var/lib/rancher/k3s/${path}`);
const ownerOf = (name: string) => docker("volume", "inspect", "--format", '{{index .Labels "pulumi-k3s.owner"}}', name);
const typesIn = ({ state }: { state: string }) =>
    Array.from(state.matchAll(/"type": "(docker:[^"]+)"/g), ([, type]) => type);

beforeAll(async () => {
    backend = mkdtempSync(join(tmpdir(), `pulumi-k3s-${project}-backend-`));
    await docker("network", "create", network);
    first = await Program.create(project, program(""));
    const elsewhere = `file://${backend}?metadata=skip`;
    second = await Program.create(project, program(`network: "${network}"`), "test", undefined, elsewhere);
});

afterAll(async () => {
    // In this order nobody is kept from what another one has.
    await second.remove();
    await first.remove();
    await docker("network", "rm", network);
    rmSync(backend, { recursive: true, force: true });
    expect(await leftovers(project)).toEqual([]);
});

describe("a stack of the same project and name on the same daemon", () => {
    it("may have looked at the daemon before the other one made its cluster", async () => {
        // It comes no further than to Daemon: what depends on anything else is not among the targets.
        const target = ["**Cluster::dev", "**Target::dev-target", "**Daemon::dev-daemon"];
        expect(await failureOf(second.up({ target }))).toContain("not specified in --target list");
        await first.up();
        await docker("exec", server, "sh", "-c", "echo first > /var/lib/rancher/k3s/whose");
    });

    it("is refused the other one's volume before it is in its state", async () => {
        const told = await failureOf(second.up());
        expect(told).toMatch(says(`volume ${volume} already exists … this stack did not create`));
        expect(told).toMatch(says(`cluster ${project}/test/dev … another stack`));
        expect(typesIn({ state: second.state() })).not.toContain("docker:index/volume:Volume");
    });

    it("leaves the volume when it is destroyed, also when the other one's server is gone", async () => {
        await docker("rm", "--force", "--volumes", server);
        await second.destroy();
        expect(await ownerOf(volume)).toMatch(`${project}/test/dev#`);
        await first.up();
        expect(await contentOf("whose")).toBe("first");
    });

    it("is refused before anything is made, where it looks at the daemon afterwards", async () => {
        expect(await failureOf(second.up())).toContain(
            `it has a cluster ${project}/test/dev already (container ${server}, network ${cluster}, volume ${volume})`,
        );
        expect(typesIn({ state: second.state() })).toEqual([]);
    });
});

describe("a stack whose volume was taken away, and made again by one of the same name", () => {
    it("is not to have it deleted, whatever its state says", async () => {
        await docker("rm", "--force", "--volumes", server);
        await docker("volume", "rm", volume);
        await docker("network", "rm", cluster);
        await second.up();
        await docker("exec", server, "sh", "-c", "echo second > /var/lib/rancher/k3s/whose");
        await docker("rm", "--force", "--volumes", server);
        expect(await failureOf(first.destroy())).toMatch(
            says(`volume ${volume} belongs to another stack … not deleted`),
        );
        await second.up();
        expect(await contentOf("whose")).toBe("second");
    });
});
