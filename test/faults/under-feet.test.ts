import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { forwarderFolder, pidPath } from "../../shared/forwarder-paths";
import { tablePath } from "../../provider/forward/endpoint-table";
import { docker, kubectl, leftovers } from "../e2e/support/docker";
import { exampleChart } from "../e2e/support/example-chart";
import { failureOf } from "../e2e/support/failure";
import { get } from "../e2e/support/get";
import { Program } from "../e2e/support/program";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { expectSoon } from "../e2e/support/soon";
import { summary } from "../e2e/support/steps";
import { isLong, some } from "./support/extent";
import { note } from "./support/note";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "faults-under-feet";
const prefix = `${project}-test-dev`;
const [server, agent, relay] = [`${prefix}-server`, `${prefix}-agent-0`, `${prefix}-endpoint-web-endpoint`];

/** What may happen to a cluster. */
interface Fault {
    name: string;
    does: () => unknown;
    /** What a preview with a refresh says. */
    tells: RegExp;
    /** What `up` does, whatever has to settle besides. */
    heals: string[];
}

let stack: Program;
let kubeconfig: string;

const roles = {
    server: { container: server, proof: "ClusterReady dev-ready", made: "Container dev-server" },
    agent: { container: agent, proof: "NodesReady dev-agent-ready", made: "Container dev-agent-0" },
    relay: { container: relay, proof: "EndpointReady web-endpoint-ready", made: "Container web-endpoint" },
};

const toContainers = Object.entries(roles).flatMap(([role, { container, proof, made }]): Fault[] => {
    const heals = [`update ${proof}`];
    const tells = new RegExp(`update ${proof}`);
    return [
        { name: `the ${role} is paused`, does: () => docker("pause", container), tells, heals },
        {
            name: `the ${role} is removed`,
            does: () => docker("rm", "--force", container),
            tells: new RegExp(`create ${made}`),
            heals: [`replace ${made}`],
        },
        { name: `the ${role} is stopped`, does: () => docker("stop", "--time", "0", container), tells, heals },
        {
            name: `the ${role} is restarted`,
            does: () => docker("restart", "--time", "0", container),
            tells,
            heals,
        },
        {
            name: `the ${role} loses its network`,
            does: () => docker("network", "disconnect", "--force", prefix, container),
            tells,
            heals,
        },
    ];
});

const rewritten = {
    tells: /^update KubeconfigFiles dev-kubeconfig-files$/,
    heals: ["update KubeconfigFiles dev-kubeconfig-files"],
};
const toFiles: Fault[] = [
    { name: "the kubeconfig is deleted", does: () => rmSync(kubeconfig), ...rewritten },
    {
        name: "the table of endpoints is cut off, and the process that had it in mind has ended",
        does: () => {
            const folder = forwarderFolder(join(dirname(kubeconfig), "../../.."), `${project}/test/dev`);
            truncateSync(tablePath(folder), 50);
            process.kill(Number(readFileSync(pidPath(folder), "utf8")), "SIGKILL");
        },
        tells: /(create|update) Forward web-api-forward/,
        heals: ["update Forward web-api-forward"],
    },
    { name: "the kubeconfig for containers is deleted", does: () => rmSync(containerKubeconfig()), ...rewritten },
    {
        name: "the kubeconfig for containers is cut off",
        does: () => truncateSync(containerKubeconfig(), 9),
        ...rewritten,
    },
    { name: "the kubeconfig is cut off", does: () => truncateSync(kubeconfig, 100), ...rewritten },
    { name: "the kubeconfig is empty", does: () => truncateSync(kubeconfig), ...rewritten },
    // Root reads it all the same: what is told is its mode.
    { name: "the kubeconfig is unreadable", does: () => chmodSync(kubeconfig, 0o000), ...rewritten },
    { name: "the kubeconfig is open to others", does: () => chmodSync(kubeconfig, 0o644), ...rewritten },
    {
        name: "a folder is in the kubeconfig's place",
        does: () => {
            rmSync(kubeconfig);
            mkdirSync(kubeconfig);
        },
        ...rewritten,
    },
];

function containerKubeconfig(): string {
    return join(dirname(kubeconfig), "container-kubeconfig.yaml");
}

/** What a preview with a refresh has to say: steps, or why it cannot know them. */
async function told(): Promise<string> {
    return stack.preview({ refresh: true }).then(
        ({ steps }) => summary(steps).join(", "),
        (error: unknown) => /error: .*/.exec((error as Error).message)?.[0] ?? "",
    );
}

async function expectWhole(): Promise<void> {
    const { url, apiUrl } = await stack.outputs();
    expect((await get(url)).status).toBe(200);
    // What it was connected to before is gone, which it may learn from the first connection.
    await expectSoon(async () => expect((await get(apiUrl)).status).toBe(200), 30);
    expect(await kubectl(server, "get", "configmap", "-n", "shop", "message", "-o", "name")).toBe("configmap/message");
    expect(statSync(kubeconfig).mode & 0o777).toBe(0o600);
    expect(summary((await stack.up()).steps)).toEqual([]);
}

beforeAll(async () => {
    const files = { "index.ts": program + forwarded, ...exampleChart(), ...manifestFile("text") };
    const cluster = { dataVolume: true, agents: 1 };
    stack = await Program.create(project, { ...files, ...settingsFile({ cluster }) });
    await stack.up();
    kubeconfig = String((await stack.outputs()).kubeconfigPath);
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("a preview tells, and up heals it when", () => {
    it.each([...some(toContainers, 1), ...some(toFiles, 2)])("$name", async ({ does, tells, heals }) => {
        await does();
        const text = await told();
        note(text);
        expect(text).toMatch(tells);
        expect(summary((await stack.up()).steps)).toEqual(expect.arrayContaining(heals));
        await expectWhole();
    });

    it("the state is that from before the last change", async () => {
        const before = stack.state();
        stack.write({ ...settingsFile({ cluster: { dataVolume: true, agents: 2 } }), ...manifestFile("changed") });
        await stack.up();
        stack.restoreState(before);
        const text = await told();
        note(text);
        expect(text).toContain("create Container dev-agent-1");
        expect(summary((await stack.up()).steps)).toContain("create Container dev-agent-1");
        await expectWhole();
        const data = ["get", "configmap", "-n", "shop", "message", "-o", "jsonpath={.data}"];
        expect(await kubectl(server, ...data)).toContain("changed");
    });

    it("the clock of its processes is an hour ahead", async () => {
        const trace = join(stack.folder, "clocks");
        const { NODE_OPTIONS } = process.env;
        process.env.NODE_OPTIONS = `--require ${join(__dirname, "support/hour-ahead.cjs")}`;
        process.env.HOUR_AHEAD_TRACE = trace;
        try {
            expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
            await expectWhole();
            await docker("rm", "--force", server);
            await stack.up();
            await expectWhole();
        } finally {
            process.env.NODE_OPTIONS = NODE_OPTIONS;
            delete process.env.HOUR_AHEAD_TRACE;
        }
        // The program, and the process of our resources.
        const clocks = readFileSync(trace, "utf8");
        note(`${clocks.split("\n").length - 1} processes`);
        for (const process of ["run", "dynamic-provider"])
            expect(clocks).toMatch(new RegExp(`${process}.* 60 min ahead`));
    });

    // What Docker makes in its place is not Pulumi's: a refresh would make it once more.
    if (isLong) {
        it("the agent's volume is deleted with it", async () => {
            await docker("rm", "--force", agent);
            await docker("volume", "rm", `${agent}-data`);
            expect(await told()).toContain("create Volume dev-agent-0-data");
            expect(summary((await stack.up()).steps)).toContain("replace Container dev-agent-0");
            await expectWhole();
        });
    }
});

it("says what to do when the server's volume was deleted, and does it", async () => {
    await docker("rm", "--force", server);
    await docker("volume", "rm", `${prefix}-data`);
    const text = await failureOf(stack.up());
    expect(text).toMatch(says(`cluster … ${server} is not … this stack created`));
    expect(text).toContain("run pulumi destroy and pulumi up");
    await stack.destroy();
    await stack.up();
    await expectWhole();
});
