import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { docker, kubectl, leftovers } from "../e2e/support/docker";
import { exampleChart } from "../e2e/support/example-chart";
import { get } from "../e2e/support/get";
import { Program } from "../e2e/support/program";
import { forwarded, manifestFile, program, settingsFile } from "../e2e/support/quickstart";
import { summary } from "../e2e/support/steps";
import { isLong } from "./support/extent";
import { endOrphans, interruptEverywhere, type Operation, type Signal } from "./support/interruptions";
import { note } from "./support/note";

jest.setTimeout(isLong ? 1_800_000 : 600_000);

const project = "faults-interrupted";
const prefix = `${project}-test-dev`;
const server = `${prefix}-server`;

/** As little as has a container, an object and an endpoint: each point costs a run of the engine. */
const small = `
import { readFileSync } from "node:fs";
import * as k3s from "pulumi-k3s";

const settings = JSON.parse(readFileSync("settings.json", "utf8"));
const cluster = new k3s.Cluster("dev", settings.cluster);
new k3s.Manifest("message", { cluster, path: "./manifests" });
new k3s.ServiceEndpoint("door", { cluster, service: "kubernetes", port: "https" });
`;

interface Round {
    name: string;
    signal: Signal;
    program: string;
    cluster: Record<string, unknown>;
    /** What a later `up` makes of it, in which all of update, replacement and deletion are. */
    changed?: Record<string, unknown>;
    containers: string[];
    /** Of so many points of each operation, one is tried. */
    strides: Record<Operation, number>;
    /** At least so many points are tried of each. */
    points: number;
}

/** Points before something is done and after it take turns, so an odd stride has both. */
const quickstart = { program: program + forwarded, strides: { up: 3, refresh: 3, destroy: 3 }, points: 10 };
const long: Round[] = [
    {
        ...quickstart,
        name: "a cluster on a volume with an agent",
        signal: "SIGKILL",
        cluster: { dataVolume: true, agents: 2 },
        changed: { dataVolume: true, agents: 1, server: { extraArgs: ["--node-label=changed=yes"] } },
        containers: ["agent-0", "endpoint-web-endpoint", "server"],
    },
    {
        ...quickstart,
        name: "a cluster on a volume",
        signal: "SIGINT",
        cluster: { dataVolume: true },
        containers: ["endpoint-web-endpoint", "server"],
    },
    {
        ...quickstart,
        name: "a cluster without a volume",
        signal: "SIGKILL",
        cluster: { agents: 1 },
        containers: ["agent-0", "endpoint-web-endpoint", "server"],
    },
];
const short: Round[] = [
    {
        name: "a small cluster",
        signal: "SIGKILL",
        program: small,
        cluster: {},
        containers: ["endpoint-door", "server"],
        strides: { up: 4, refresh: 2, destroy: 4 },
        points: 10,
    },
    {
        name: "a small cluster",
        signal: "SIGINT",
        program: small,
        cluster: {},
        containers: ["endpoint-door", "server"],
        strides: { up: 12, refresh: 8, destroy: 8 },
        points: 3,
    },
];

describe.each(isLong ? long : short)(
    "an engine that $signal ends at points of its event log, with $name",
    ({ signal, program: text, cluster, changed, containers, strides, points }) => {
        let stack: Program;
        let merged: string;

        async function interrupt(operation: Operation, atLeast = points): Promise<void> {
            const ended = await interruptEverywhere(stack.folder, operation, signal, strides[operation]);
            note(`${ended.length} points: ${ended.join(", ")}`);
            expect(ended.length).toBeGreaterThanOrEqual(atLeast);
        }

        function program(cluster: Record<string, unknown>, message: string): Record<string, string> {
            return {
                ...settingsFile({ cluster: { ...cluster, kubeconfig: { merge: merged } } }),
                ...manifestFile(message),
            };
        }

        async function expectWhole(message: string): Promise<void> {
            const { url, apiUrl } = await stack.outputs();
            for (const address of [url, apiUrl].filter(Boolean)) expect((await get(address)).status).toBe(200);
            expect(
                await kubectl(server, "get", "configmap", "-n", "shop", "message", "-o", "jsonpath={.data.message}"),
            ).toBe(message);
            expect((parse(readFileSync(merged, "utf8")) as { contexts: object[] }).contexts).toHaveLength(1);
            const names = await docker("ps", "--all", "--format", "{{.Names}}", "--filter", `name=${project}-`);
            expect(names.split("\n").sort()).toEqual(containers.map((role) => `${prefix}-${role}`));
            expect(summary((await stack.up()).steps)).toEqual([]);
        }

        beforeAll(async () => {
            stack = await Program.create(project, { "index.ts": text, ...exampleChart() });
            merged = join(stack.folder, "kubeconfig");
        });

        afterAll(async () => {
            endOrphans(stack.folder);
            await stack.remove();
            expect(await leftovers(project)).toEqual([]);
        });

        it("in the midst of up: the next one makes the rest, and nothing twice", async () => {
            stack.write(program(changed ?? cluster, "first"));
            await interrupt("up");
            await expectWhole("first");
        });

        it("in the midst of refresh: nothing is changed", async () => {
            await interrupt("refresh");
            await expectWhole("first");
        });

        if (changed) {
            it("in the midst of an up that updates, replaces and takes away: the next one makes the rest", async () => {
                stack.write(program(cluster, "first"));
                await stack.up();
                stack.write(program(changed, "second"));
                await interrupt("up", 8);
                await expectWhole("second");
            });
        }

        it("in the midst of destroy: the next one leaves nothing", async () => {
            await interrupt("destroy");
            expect(await leftovers(project)).toEqual([]);
            expect(existsSync(merged)).toBe(false);
        });
    },
);
