import { untilAborted } from "../../deadline";
import { type Delta } from "../../model/store";
import { followModel, type Model, type ModelOptions, readModel } from "../../model/model";
import { type Command, print, printError } from "../command";
import { liveView } from "../ps/live-view";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { paint } from "../resources/paint";
import { lineOf, rowsOf, tableOf } from "../resources/table";
import { printableJson } from "../terminal/printable";
import { keepHeapSmall } from "../terminal/small-heap";
import { untilInterrupted } from "../terminal/until-interrupted";

const description = `
Show what runs: the clusters of this user with their nodes, pools, registries, caches, Helm releases and endpoints, and
the manifests of the stack of this folder, or of --stack; and workloads, pods, Services and other objects that are not
well. What does not answer within 10 s is shown as unknown. Nothing is changed.

With --watch on a terminal, a view that follows what happens; elsewhere one line for each change.
`;

export const ps: Command = {
    name: "ps",
    summary: "Show what runs: clusters, nodes, releases, manifests, endpoints, and how they are",
    description,
    takesNothing: true,
    options: {
        ...modelOptions,
        all: { type: "boolean", short: "a", summary: "Show healthy workloads, pods, Services and objects too" },
        watch: { type: "boolean", short: "w", summary: "Go on showing changes until it is interrupted" },
        json: { type: "boolean", summary: "Print JSON of everything; with --watch, one object a line for each change" },
    },
    exitCodes: "0 shown, however things are; 1 Docker and the clusters could not be asked; 2 wrong arguments.",
    run: async (given) => {
        const all = given.options.all === true;
        const json = given.options.json === true;
        // Only the JSON contains the traffic of relays.
        const wanted = { ...(await readModelOptions(given)), withTraffic: json };
        if (given.options.watch === true) return watch(wanted, all, json);
        const model = await readModel(wanted);
        const resources = model.store.all();
        const problems = model.dockerProblem === undefined ? [] : [model.dockerProblem];
        if (json) print(printableJson(JSON.stringify({ resources, problems }, undefined, 2)));
        else if (resources.length > 0) {
            print(tableOf(resources, { now: new Date(), paint, all, width: process.stdout.columns }).join("\n"));
        } else if (problems.length === 0) print("There are no clusters.");
        if (!json) for (const problem of problems) printError(problem);
        return resources.length === 0 && problems.length > 0 ? 1 : 0;
    },
};

async function watch(wanted: ModelOptions, all: boolean, json: boolean): Promise<number> {
    keepHeapSmall();
    const { signal, end } = untilInterrupted();
    try {
        const { model, first } = followModel(wanted, signal);
        if (process.stdout.isTTY && !json) {
            await first;
            if (!signal.aborted) await liveView(model, signal, end, all);
        } else {
            await lines(model, first, signal, json ? jsonLines : textLines(model, all));
        }
        return 0;
    } finally {
        end();
    }
}

/** Prints the present resources, and then each change until the signal aborts. */
async function lines(model: Model, first: Promise<void>, signal: AbortSignal, tell: (delta: Delta) => void) {
    await first;
    if (signal.aborted) return;
    tell({ upserts: model.store.all(), deletes: [] });
    model.store.follow(tell, signal);
    await untilAborted(signal);
}

function jsonLines({ upserts, deletes }: Delta): void {
    const tell = (change: string, resources: Delta["upserts"]) => {
        for (const resource of resources) print(printableJson(JSON.stringify({ change, resource })));
    };
    tell("upsert", upserts);
    tell("delete", deletes);
}

/**
 * Returns a function that prints changes as text. Prints a resource that becomes healthy again even if the table would
 * not show it.
 */
function textLines(model: Model, all: boolean): (delta: Delta) => void {
    const told = new Map<string, string>();
    return ({ upserts, deletes }) => {
        const shown = new Set(rowsOf(model.store.all(), all).map(({ resource }) => resource.id));
        const now = new Date().toISOString();
        for (const resource of upserts) {
            const line = lineOf(resource);
            if ((!shown.has(resource.id) && !told.has(resource.id)) || told.get(resource.id) === line) continue;
            told.set(resource.id, line);
            print(`${now} ${line}`);
        }
        for (const resource of deletes) {
            if (told.delete(resource.id)) print(`${now} ${lineOf(resource, true)}`);
        }
    };
}
