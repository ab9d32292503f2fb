import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { userFolder } from "../../../shared/user-folder";
import { type RunningDashboard } from "../../dashboard/aspire/run";
import { telemetryVariables } from "../../dashboard/aspire/telemetry";
import { DashboardData, type StackSource } from "../../dashboard/data";
import { readPage } from "../../dashboard/page-files";
import { serveDashboard } from "../../dashboard/server";
import { untilAborted } from "../../deadline";
import { writePrivateFile } from "../../kubeconfig/files";
import { type ClusterInStack } from "../../model/facts";
import { followModel, type Model, type ModelOptions } from "../../model/model";
import { keepHeapSmall } from "../terminal/small-heap";
import { UsageError } from "../../usage-error";
import { type Command, type Given, print, printError } from "../command";
import { positiveNumber } from "../positive-number";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { openUrl } from "../terminal/open-url";
import { untilInterrupted } from "../terminal/until-interrupted";

const description = `
Serve a page that shows what runs, and how it is, as it changes: clusters, nodes, releases, manifests, workloads, pods,
Services and endpoints, their events, logs and objects, what they take of the machine, and what pulumi up is doing. From
the page they are restarted, stopped and started. It needs no internet, and goes on until it is interrupted (Ctrl-C).

The address that it prints has a token in it: whoever has the address may do what this user may. It is served on
127.0.0.1 alone.

With --aspire it is the dashboard of .NET Aspire that shows them, in a container that is removed at the end, with logs
and commands, and the traces, metrics and logs that programs send it by OpenTelemetry.
`;

export const dashboard: Command = {
    name: "dashboard",
    summary: "Serve a page that shows what runs, its logs and events, and steers it",
    description,
    takesNothing: true,
    options: {
        ...modelOptions,
        port: { type: "string", value: "number", summary: "Port of 127.0.0.1 to serve it on; by default a free one" },
        open: { type: "boolean", summary: "Open it in the browser too" },
        aspire: { type: "boolean", summary: "Run the dashboard of .NET Aspire in a container, in place of the page" },
        image: { type: "string", value: "reference", summary: "With --aspire: the image of the dashboard" },
    },
    exitCodes: "0 interrupted; 1 the port is taken, or the page is not there; 2 wrong arguments.",
    run: async (given) => {
        const port = portOf(given);
        if (given.options.aspire === true) return runAspire(given, port);
        if (given.options.image !== undefined) throw new UsageError("--image is for --aspire");
        const page = readPage();
        keepHeapSmall();
        const { signal, end } = untilInterrupted();
        try {
            const stack = new FollowedStack(given);
            const { model, first } = followModel(await stack.read(), signal);
            stack.model = model;
            const data = new DashboardData({ model, first, stack, whatToDo: whatToDo(given) }, signal);
            const { url, port: own } = await serveDashboard(data, page, port, signal);
            print(url);
            if (process.stdout.isTTY) printError("the dashboard is served there until Ctrl-C");
            if (given.options.open === true) await openPrivately(url, own, signal);
            await untilAborted(signal);
            return 0;
        } finally {
            end();
        }
    },
};

/** Runs the Aspire dashboard. Imports it here, since no other command needs the library for its protocol. */
async function runAspire(given: Given, port: number): Promise<number> {
    const { runAspireDashboard } = await import("../../dashboard/aspire/run.js");
    const { cluster, stack, image, open } = given.options as Record<string, string | undefined> & { open?: unknown };
    const { signal, end } = untilInterrupted();
    try {
        const { model, first } = followModel(await readModelOptions(given), signal);
        const started = ({ url, containerTelemetry }: RunningDashboard) => {
            print(url);
            const variables = Object.entries(telemetryVariables(containerTelemetry));
            printError("telemetry of a process goes there by pulumi-k3s run, or with what pulumi-k3s env prints");
            printError(`that of pods and containers with ${variables.map((each) => each.join("=")).join(" ")}`);
            if (process.stdout.isTTY) printError("the dashboard is served there until Ctrl-C");
            if (open !== true) return;
            const opened = openPrivately(url, Number(new URL(url).port), signal);
            opened.catch((error: unknown) => printError((error as Error).message));
        };
        const options = {
            ...{ model, first, image },
            name: stack ?? cluster ?? "pulumi-k3s",
            ...(port > 0 && { port }),
            progress: printError,
        };
        await runAspireDashboard(options, started, signal);
        return 0;
    } finally {
        end();
    }
}

function portOf({ options: { port } }: Given): number {
    if (typeof port !== "string") return 0;
    const number = positiveNumber("--port", port);
    if (number > 65_535) throw new UsageError(`--port must be at most 65535, but is "${port}"`);
    return number;
}

/** The stack that determines the clusters of the dashboard. Read again after each update. */
class FollowedStack implements StackSource {
    problem: string | undefined;
    model: Model | undefined;
    private current: ModelOptions = {};

    constructor(private readonly given: Given) {}

    async read(): Promise<ModelOptions> {
        this.problem = undefined;
        this.current = await readModelOptions(this.given, (problem) => (this.problem = problem));
        return { ...this.current, isWanted: (path) => this.current.isWanted?.(path) ?? true };
    }

    get clusters(): Promise<Map<string, ClusterInStack>> {
        return this.current.stack ?? Promise.resolve(new Map<string, ClusterInStack>());
    }

    async refresh(): Promise<void> {
        if (!this.current.stack) return;
        await this.read();
        this.model?.takeStack(await this.clusters);
    }

    isWanted(stack: string): boolean {
        const { cluster, stack: named } = this.given.options;
        if (cluster === undefined && named === undefined) return true;
        return this.model?.store.all().some((its) => its.cluster.startsWith(`${stack}/`)) === true;
    }
}

function whatToDo({ options: { cluster, stack } }: Given): string {
    const makes = "run pulumi up in the folder of a program with a k3s.Cluster";
    if (typeof cluster === "string") return `There is no cluster ${cluster}: ${makes}, or leave out --cluster.`;
    if (typeof stack === "string") return `The stack ${stack} has no clusters here: ${makes}, or leave out --stack.`;
    return `This user has no clusters on this machine: ${makes}. They appear here as soon as they are made.`;
}

/**
 * Opens a URL in the browser by a private file that redirects to it: all users of the machine can see the arguments of
 * a process, and the URL contains a token.
 */
async function openPrivately(url: string, port: number, signal: AbortSignal): Promise<void> {
    const path = join(userFolder(), `dashboard-${port}.html`);
    await writePrivateFile(path, `<!doctype html><meta http-equiv="refresh" content="0; url=${url}">\n`);
    signal.addEventListener("abort", () => rmSync(path, { force: true }), { once: true });
    await openUrl(pathToFileURL(path).href);
}
