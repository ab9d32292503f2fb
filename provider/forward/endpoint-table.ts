import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writePrivateFile } from "../kubeconfig/files";

/** What a forwarder carries, kept in a file so that the next one goes on with it. */
export interface Table {
    /** `project/stack/cluster`. */
    cluster: string;
    kubeconfig: string;
    /** By the endpoint's name. */
    endpoints: Record<string, Endpoint>;
}

/** A Service's port on ports of this machine. */
export interface Endpoint {
    namespace: string;
    service: string;
    /** Of the Service, by number or by name. */
    port: number | string;
    hostPort: number;
    /** Where it listens. */
    addresses: string[];
    /** It is the other way round: the process of this machine that answers the Service, and the subnets that may ask it. */
    answeredBy?: HostProcess;
    /** Somebody stopped it; it listens again when it is started. */
    isStopped?: boolean;
}

export interface HostProcess {
    /** On the loopback address. */
    port: number;
    subnets: string[];
}

/** The table in a forwarder's folder; undefined when there is none, or a damaged one: each endpoint is put back by its next `up`. */
export async function readTable(folder: string): Promise<Table | undefined> {
    try {
        return parse(await readFile(tablePath(folder), "utf8"));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}

function parse(text: string): Table | undefined {
    try {
        const table = JSON.parse(text) as Partial<Table> | null;
        return table?.endpoints ? (table as Table) : undefined;
    } catch {
        return undefined;
    }
}

export function writeTable(folder: string, table: Table): Promise<void> {
    return writePrivateFile(tablePath(folder), `${JSON.stringify(table, undefined, 2)}\n`);
}

export function tablePath(folder: string): string {
    return join(folder, "table.json");
}
