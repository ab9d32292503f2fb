import { namesCluster } from "../../../shared/owner";
import { connectDocker } from "../../docker/daemon/connect";
import { type EndpointRow } from "../../endpoints/endpoint-row";
import { endpointLog } from "../../logs/endpoint-log";
import { start, stop } from "../../model/actions";
import { endpointRows } from "../../model/endpoint-rows";
import { type Model, readModel } from "../../model/model";
import { type Resource, resourceId } from "../../model/resource";
import { oneResource } from "../../model/select";
import { type Command, printError, type Given, print, printJson } from "../command";
import { asColumns } from "../endpoints/columns";
import { positiveNumber } from "../positive-number";
import { UsageError } from "../../usage-error";

const actions = [
    { name: "list", summary: "List endpoints with state, address, target, connections and bytes (the default)" },
    {
        name: "start",
        operands: "[name...]",
        summary: "Start endpoints again after a reboot or a stop; without a name, all of them",
    },
    {
        name: "stop",
        operands: "<name...>",
        summary: "Stop endpoints until they are started again, or until the next pulumi up",
    },
    { name: "logs", operands: "<name>", summary: "Print the log of an endpoint's forwarder or relay" },
] as const;
type ActionName = (typeof actions)[number]["name"];

/** The arguments of `endpoints`. */
export interface EndpointsRequest {
    action: ActionName;
    names: string[];
    cluster?: string;
    lines: number;
    json: boolean;
}

export const endpoints: Command = {
    name: "endpoints",
    summary: "Show, start and stop service endpoints",
    operands: "[command] [name...]",
    description: "Show, start and stop the service endpoints of all clusters of this user.",
    actions: [...actions],
    options: {
        cluster: {
            type: "string",
            value: "path",
            summary:
                "Only endpoints of this cluster: project/stack/cluster, or an end of it, such as the cluster's name",
        },
        lines: { type: "string", value: "number", default: "100", summary: "Number of log lines" },
        json: { type: "boolean", summary: "Print JSON" },
    },
    run: async (given) => {
        const { action, names, cluster, lines, json } = readEndpoints(given);
        const model = await look(cluster);
        const all = model.store.all().filter(({ kind }) => kind === "endpoint");
        const chosen = names.length > 0 ? names.map((name) => oneResource(all, name, ["endpoint"])) : all;
        if (action === "logs") {
            const logs = chosen.map((endpoint) => endpointLog(endpoint, lines, () => connectDocker()));
            print((await Promise.all(logs)).flat().join("\n"));
            return;
        }
        const isDone = action === "list" || (await each(chosen, action === "start" ? start : stop));
        const ids = new Set(chosen.map(({ id }) => id));
        const now = action === "list" ? model : await look(cluster);
        const rows = rowsOf(now).filter((row) => ids.has(resourceId(row.cluster, "endpoint", row.name)));
        if (json) printJson(rows);
        else print(rows.length > 0 ? asColumns(rows) : "There are no endpoints.");
        return isDone ? 0 : 1;
    },
};

export function readEndpoints({ positionals, options }: Given): EndpointsRequest {
    const [first = "list", ...names] = positionals;
    const action = first as ActionName;
    if (action === "stop" && names.length === 0) throw new UsageError("stop needs the names of endpoints");
    if (action === "logs" && names.length !== 1) throw new UsageError("logs needs the name of one endpoint");
    if (action === "list" && names.length > 0) throw new UsageError("list takes no names");
    const { cluster, lines, json } = options;
    return {
        action,
        names,
        cluster: cluster as string | undefined,
        lines: positiveNumber("--lines", String(lines)),
        json: json === true,
    };
}

/** Reads a model without asking Kubernetes. If Docker does not answer, it still has the endpoints of forwarders. */
async function look(cluster: string | undefined): Promise<Model> {
    const isWanted = (path: string) => cluster === undefined || namesCluster(cluster, path);
    const model = await readModel({ isWanted, withTraffic: true, withKubernetes: false });
    if (model.forwardedProblem) throw model.forwardedProblem;
    if (model.dockerProblem !== undefined) printError(`relays are not shown: ${model.dockerProblem}`);
    return model;
}

function rowsOf(model: Model): EndpointRow[] {
    return model.clusters.flatMap((path) => endpointRows(model.factsOf(path)));
}

/** Changes endpoints one after the other. Continues after a failure. Returns whether all succeeded. */
async function each(chosen: Resource[], change: (endpoint: Resource) => Promise<void>): Promise<boolean> {
    let isDone = true;
    for (const endpoint of chosen) {
        try {
            await change(endpoint);
        } catch (error) {
            printError((error as Error).message);
            isDone = false;
        }
    }
    return isDone;
}
