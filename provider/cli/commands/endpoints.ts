import { type Command, printError, type Given, print, printJson } from "../command";
import { byName, inCluster } from "../endpoints/choose";
import { asColumns } from "../endpoints/columns";
import { type ManagedEndpoint } from "../../endpoints/endpoint-row";
import { listEndpoints } from "../../endpoints/list-endpoints";
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

/** What is asked of which endpoints. */
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
        const all = inCluster(await listEndpoints(printError), cluster);
        const chosen = names.length > 0 ? byName(all, names) : all;
        if (action === "logs") {
            print((await Promise.all(chosen.map((endpoint) => endpoint.logs(lines)))).flat().join("\n"));
            return;
        }
        const isDone = action === "list" || (await each(chosen, (endpoint) => endpoint[action]()));
        const keys = new Set(chosen.map(keyOf));
        const now =
            action === "list"
                ? chosen
                : (await listEndpoints(printError)).filter((endpoint) => keys.has(keyOf(endpoint)));
        const rows = now.map(({ row }) => row);
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

function keyOf({ row }: ManagedEndpoint): string {
    return `${row.cluster}/${row.name}`;
}

/** One after the other, and all of them, also when one fails. */
async function each(chosen: ManagedEndpoint[], change: (endpoint: ManagedEndpoint) => Promise<void>): Promise<boolean> {
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
