import { docker, leftovers } from "../e2e/support/docker";
import { exampleChart } from "../e2e/support/example-chart";
import { get } from "../e2e/support/get";
import { Program } from "../e2e/support/program";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { summary } from "../e2e/support/steps";
import { isLong, some } from "./support/extent";
import { endOrphans, interruptEverywhere, type Operation } from "./support/interruptions";
import { note } from "./support/note";

jest.setTimeout(isLong ? 1_800_000 : 600_000);

const project = "faults-interrupted";
const prefix = `${project}-test-dev`;

let stack: Program;

async function interrupt(operation: Operation, signal: "SIGINT" | "SIGKILL"): Promise<void> {
    const points = await interruptEverywhere(stack.folder, operation, signal, isLong ? 1 : 4);
    note(`${points.length} points: ${points.join(", ")}`);
    expect(points.length).toBeGreaterThanOrEqual(isLong ? 20 : 5);
}

async function expectWhole(): Promise<void> {
    const { url, apiUrl } = await stack.outputs();
    for (const address of [url, apiUrl]) expect((await get(address)).status).toBe(200);
    expect(summary((await stack.up()).steps)).toEqual([]);
}

beforeAll(async () => {
    const files = { "index.ts": program + forwarded, ...exampleChart(), ...manifestFile("text") };
    stack = await Program.create(project, { ...files, ...settingsFile({ cluster: { dataVolume: true } }) });
});

afterAll(async () => {
    endOrphans(stack.folder);
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe.each(some(["SIGKILL", "SIGINT"] as const, 1))(
    "an engine that %s ends at points of its event log",
    (signal) => {
        it("in the midst of up: the next one makes the rest, and nothing twice", async () => {
            await interrupt("up", signal);
            await expectWhole();
            const containers = await docker("ps", "--all", "--format", "{{.Names}}", "--filter", `name=${project}-`);
            expect(containers.split("\n").sort()).toEqual([`${prefix}-endpoint-web-endpoint`, `${prefix}-server`]);
        });

        it("in the midst of refresh: nothing is changed", async () => {
            await interrupt("refresh", signal);
            await expectWhole();
        });

        it("in the midst of destroy: the next one leaves nothing", async () => {
            await interrupt("destroy", signal);
            expect(await leftovers(project)).toEqual([]);
        });
    },
);
