import { type Command, printError, type Given, print, printJson } from "../command";
import { byName, inCluster } from "../endpoints/choose";
import { asColumns } from "../endpoints/columns";
import { type ManagedEndpoint } from "../endpoints/endpoint-row";
import { listEndpoints } from "../endpoints/list-endpoints";
import { positiveNumber } from "../positive-number";
import { UsageError } from "../usage-error";

const usage = `Usage: npx pulumi-k3s endpoints [command] [name...] [options]

Shows and steers the service endpoints of all clusters of this user.

Commands:
  list             endpoints with state, address, target, connections and bytes (the default)
  start [name...]  lets endpoints listen again, after a reboot or a stop; all of them without a name
  stop <name...>   lets endpoints listen no more, until they are started or the next pulumi up
  logs <name>      prints the log of what carries an endpoint

Options:
  --cluster <path>  only endpoints of this cluster: project/stack/cluster, or an end of it, such as the cluster's name
  --lines <number>  how many lines of a log (100)
  --json            prints JSON
`;

const actions = ["list", "start", "stop", "logs"] as const;
type Action = (typeof actions)[number];

/** What is asked of which endpoints. */
export interface EndpointsRequest {
    action: Action;
    names: string[];
    cluster?: string;
    lines: number;
    json: boolean;
}

export const endpoints: Command = {
    name: "endpoints",
    summary: "shows service endpoints, starts and stops them",
    usage,
    options: {
        cluster: { type: "string" },
        lines: { type: "string", default: "100" },
        json: { type: "boolean", default: false },
    },
    positionals: [...actions],
    run: async (given) => {
        const { action, names, cluster, lines, json } = readEndpoints(given);
        const all = inCluster(await listEndpoints(), cluster);
        const chosen = names.length > 0 ? byName(all, names) : all;
        if (action === "logs") {
            print((await Promise.all(chosen.map((endpoint) => endpoint.logs(lines)))).flat().join("\n"));
            return;
        }
        const isDone = action === "list" || (await each(chosen, (endpoint) => endpoint[action]()));
        const keys = new Set(chosen.map(keyOf));
        const now =
            action === "list" ? chosen : (await listEndpoints()).filter((endpoint) => keys.has(keyOf(endpoint)));
        const rows = now.map(({ row }) => row);
        if (json) printJson(rows);
        else print(rows.length > 0 ? asColumns(rows) : "There are no endpoints.");
        return isDone ? 0 : 1;
    },
};

export function readEndpoints({ positionals, options }: Given): EndpointsRequest {
    const [action = "list", ...names] = positionals;
    if (!isAction(action)) throw new UsageError(`endpoints has no "${action}", only ${actions.join(", ")}`);
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

function isAction(word: string): word is Action {
    return (actions as readonly string[]).includes(word);
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
