import { docker, kubectl, leftovers } from "./support/docker";
import { exampleChart } from "./support/example-chart";
import { Program } from "./support/program";
import { manifestFile, program, settingsFile } from "./support/quickstart";
import { settling, summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-volume";
const server = `${project}-test-dev-server`;
const keptVolume = `${project}-kept`;

let stack: Program;

/** Something in the cluster that no program knows: it is there as long as the data is. */
function leaveNote(): Promise<string> {
    return kubectl(server, "create", "configmap", "note", "--from-literal=text=kept");
}

function readNote(): Promise<string> {
    return kubectl(server, "get", "configmap", "note", "-o", "jsonpath={.data.text}");
}

async function up(cluster: Record<string, unknown>) {
    stack.write(settingsFile({ cluster }));
    const { steps } = await stack.up();
    return summary(steps);
}

async function answers(): Promise<void> {
    const response = await fetch(String((await stack.outputs()).url));
    expect(response.status).toBe(200);
}

beforeAll(async () => {
    const files = { "index.ts": program, ...exampleChart(), ...manifestFile("kept") };
    stack = await Program.create(project, { ...files, ...settingsFile({}) });
});

afterAll(async () => {
    await stack.remove();
    await docker("volume", "rm", "--force", keptVolume);
    expect(await leftovers(project)).toEqual([]);
});

describe("a data volume of the stack", () => {
    const base = { dataVolume: true, agents: 1 };

    it("holds the data", async () => {
        await up(base);
        await leaveNote();
        expect(await up(base)).toEqual([]);
    });

    it("keeps cluster and workloads when the server's container is removed", async () => {
        await docker("rm", "--force", "--volumes", server);
        expect(settling(await up(base))).toEqual([
            "replace Container dev-server",
            "replace NodeIdentity dev-server-node",
            "update ClusterReady dev-ready",
            "update NodeImages dev-server-images",
        ]);
        expect(await readNote()).toBe("kept");
        await answers();
    });

    it("keeps them when the server's settings change, and the preview says that nothing inside is replaced", async () => {
        const changed = { ...base, server: { extraArgs: ["--node-label=changed=yes"] } };
        const expected = [
            "replace Container dev-server",
            "update ClusterReady dev-ready",
            "update NodeImages dev-server-images",
        ];
        stack.write(settingsFile({ cluster: changed }));
        expect(summary((await stack.preview()).steps)).toEqual(expected);
        expect(settling(await up(changed))).toEqual(expected);
        expect(await readNote()).toBe("kept");
        await answers();
    });

    it("says where it runs and goes with the stack", async () => {
        expect(await docker("volume", "inspect", "--format", "{{.Name}}", `${project}-test-dev-data`)).toBeTruthy();
        await stack.destroy();
        expect(await leftovers(project)).toEqual([]);
    });
});

describe("a data volume with a name of its own", () => {
    const base = { dataVolume: keptVolume, agents: 1 };

    it("is made where there is none", async () => {
        await up(base);
        await leaveNote();
    });

    it("survives destroy, which uninstalls what the program made", async () => {
        await stack.destroy();
        expect(await leftovers(project)).toEqual([`volume ${keptVolume}`]);
    });

    it("is adopted by a stack without a state: the data is there, and agents join", async () => {
        await stack.select("second");
        await up(base);
        const second = `${project}-second-dev-server`;
        expect(await kubectl(second, "get", "configmap", "note", "-o", "jsonpath={.data.text}")).toBe("kept");
        expect(await kubectl(second, "get", "nodes", "-o", "name")).toBe("node/dev-agent-0\nnode/dev-server");
        await answers();
    });
});
