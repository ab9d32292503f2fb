import { chmodSync, mkdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { docker, kubectl, leftovers } from "../e2e/support/docker";
import { exampleChart } from "../e2e/support/example-chart";
import { failureOf } from "../e2e/support/failure";
import { get } from "../e2e/support/get";
import { Program } from "../e2e/support/program";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { expectSoon } from "../e2e/support/soon";
import { summary } from "../e2e/support/steps";
import { some } from "./support/extent";
import { note } from "./support/note";

jest.setTimeout(300_000);

const project = "faults-under-feet";
const prefix = `${project}-test-dev`;
const [server, agent, relay] = [`${prefix}-server`, `${prefix}-agent-0`, `${prefix}-endpoint-web-endpoint`];

/** What may happen to a cluster. */
interface Fault {
    name: string;
    does: () => unknown;
}

let stack: Program;
let kubeconfig: string;

const containers = { server, agent, relay };
const toContainers: Fault[] = Object.entries(containers).flatMap(([role, name]) => [
    { name: `the ${role} is paused`, does: () => docker("pause", name) },
    { name: `the ${role} is removed`, does: () => docker("rm", "--force", name) },
    { name: `the ${role} is stopped`, does: () => docker("stop", "--time", "0", name) },
    { name: `the ${role} is restarted`, does: () => docker("restart", "--time", "0", name) },
    {
        name: `the ${role} loses its network`,
        does: () => docker("network", "disconnect", "--force", prefix, name),
    },
]);

const toFiles: Fault[] = [
    { name: "the kubeconfig is deleted", does: () => rmSync(kubeconfig) },
    { name: "the kubeconfig is cut off", does: () => truncateSync(kubeconfig, 100) },
    { name: "the kubeconfig is empty", does: () => truncateSync(kubeconfig) },
    {
        name: "the kubeconfig is open to others",
        does: () => chmodSync(kubeconfig, 0o644),
    },
    {
        name: "a folder is in the kubeconfig's place",
        does: () => {
            rmSync(kubeconfig);
            mkdirSync(kubeconfig);
        },
    },
];

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
    it.each([...some(toContainers, 1), ...some(toFiles, 1)])("$name", async ({ does }) => {
        await does();
        const text = await told();
        note(text);
        expect(text).not.toBe("");
        await stack.up();
        await expectWhole();
    });

    it("the state is that from before the last change", async () => {
        const before = stack.state();
        stack.write({ ...settingsFile({ cluster: { dataVolume: true, agents: 2 } }), ...manifestFile("changed") });
        await stack.up();
        stack.restoreState(before);
        note(await told());
        await stack.up({ refresh: true });
        await expectWhole();
        expect(await kubectl(server, "get", "configmap", "-n", "shop", "message", "-o", "jsonpath={.data}")).toContain(
            "changed",
        );
    });

    it("the clock of its processes is an hour ahead", async () => {
        const options = process.env.NODE_OPTIONS;
        process.env.NODE_OPTIONS = `--require ${join(__dirname, "support/hour-ahead.cjs")}`;
        try {
            expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
            await expectWhole();
            await docker("rm", "--force", server);
            await stack.up();
            await expectWhole();
        } finally {
            process.env.NODE_OPTIONS = options;
        }
    });
});

it("says what to do when the server's volume was deleted, and does it", async () => {
    await docker("rm", "--force", server);
    await docker("volume", "rm", `${prefix}-data`);
    const text = await failureOf(stack.up());
    expect(text).toContain(`Another cluster runs in ${server} than the one that this stack knows.`);
    expect(text).toContain("run pulumi destroy and pulumi up");
    await stack.destroy();
    await stack.up();
    await expectWhole();
});
