import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { removeEmptyFolders } from "../kubeconfig/files";
import { ControlClient, NoForwarder, SilentForwarder } from "./control-client";
import { endForwarder } from "./end-forwarder";
import { forwardersFolder } from "../../shared/forwarder-paths";
import { readTable, writeTable } from "./endpoint-table";
import { SerialQueue } from "./serial-queue";
import { retryOnTakeover } from "./retry-on-takeover";

const endMs = 5_000;
const pollMs = 20;

/**
 * Removes an endpoint, whether or not its forwarder runs. With the last endpoint, the forwarder ends and its files are
 * removed.
 */
export async function removeEndpoint(root: string, folder: string, name: string): Promise<void> {
    try {
        await retryOnTakeover(() => new ControlClient(folder).remove(name));
    } catch (error) {
        if (error instanceof SilentForwarder) await endForwarder(folder);
        else if (!(error instanceof NoForwarder)) throw error;
        await queueOf(folder).run(() => forget(folder, name));
    }
    if (Object.keys((await readTable(folder))?.endpoints ?? {}).length > 0) return;
    await ended(folder);
    await removeEmptyFolders(forwardersFolder(root), root);
}

/**
 * The queues by folder: Pulumi removes endpoints in parallel, and each removal writes back the table that it has read.
 */
const queues = new Map<string, SerialQueue>();

function queueOf(folder: string): SerialQueue {
    const known = queues.get(folder) ?? new SerialQueue();
    queues.set(folder, known);
    return known;
}

async function forget(folder: string, name: string): Promise<void> {
    const table = await readTable(folder);
    const { [name]: _gone, ...endpoints } = table?.endpoints ?? {};
    if (table && Object.keys(endpoints).length > 0) await writeTable(folder, { ...table, endpoints });
    else await rm(folder, { recursive: true, force: true });
}

/** Waits until the forwarder has ended: it removes its folder then. */
async function ended(folder: string): Promise<void> {
    for (const deadline = Date.now() + endMs; existsSync(folder) && Date.now() < deadline;) await delay(pollMs);
}
