#!/usr/bin/env node
import { connectDocker } from "../docker/connect";
import { userFolder } from "../kubeconfig/root";
import { packageVersion } from "../forward/version";
import { readArguments, type Request } from "./arguments";
import { byName, inCluster } from "./choose";
import { asColumns } from "./columns";
import { type ManagedEndpoint } from "./endpoint-row";
import { ForwardedEndpoints } from "./forwarded-endpoints";
import { RelayedEndpoints } from "./relayed-endpoints";
import { usage, UsageError } from "./usage";

async function main(): Promise<void> {
    const request = readArguments(process.argv.slice(2));
    process.stdout.write(`${await answer(request)}\n`);
}

async function answer(request: Request): Promise<string> {
    switch (request.command) {
        case "help":
            return usage.trimEnd();
        case "version":
            return packageVersion;
        default:
            return endpoints(request);
    }
}

async function endpoints({ command, names, cluster, lines, json }: Request): Promise<string> {
    const all = inCluster(await known(), cluster);
    const chosen = names.length > 0 ? byName(all, names) : all;
    switch (command) {
        case "start":
            await each(chosen, (endpoint) => endpoint.start());
            break;
        case "stop":
            await each(chosen, (endpoint) => endpoint.stop());
            break;
        case "logs":
            return (await Promise.all(chosen.map((endpoint) => endpoint.logs(lines)))).flat().join("\n");
    }
    const keys = new Set(chosen.map(keyOf));
    const now = command === "list" ? chosen : (await known()).filter((endpoint) => keys.has(keyOf(endpoint)));
    const rows = now.map(({ row }) => row);
    if (json) return JSON.stringify(rows, undefined, 2);
    return rows.length > 0 ? asColumns(rows) : "There are no endpoints.";
}

/** Without Docker, the forwarders' endpoints are still there. */
async function known(): Promise<ManagedEndpoint[]> {
    const forwarded = await new ForwardedEndpoints(userFolder()).list();
    try {
        return [...forwarded, ...(await new RelayedEndpoints(() => connectDocker()).list())];
    } catch (error) {
        complain(`relays are not shown: ${(error as Error).message}`);
        return forwarded;
    }
}

function keyOf({ row }: ManagedEndpoint): string {
    return `${row.cluster}/${row.name}`;
}

/** One after the other, and all of them, also when one fails. */
async function each(chosen: ManagedEndpoint[], change: (endpoint: ManagedEndpoint) => Promise<void>): Promise<void> {
    for (const endpoint of chosen) {
        try {
            await change(endpoint);
        } catch (error) {
            complain((error as Error).message);
            process.exitCode = 1;
        }
    }
}

function complain(text: string): void {
    process.stderr.write(`pulumi-k3s: ${text}\n`);
}

main().catch((error: unknown) => {
    const isUsage = error instanceof UsageError;
    complain(isUsage ? `${error.message} (see pulumi-k3s --help)` : (error as Error).message);
    process.exitCode = isUsage ? 2 : 1;
});
