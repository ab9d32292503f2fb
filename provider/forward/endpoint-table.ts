import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writePrivateFile } from "../kubeconfig/files";

/** The endpoints of a forwarder, kept in a file so that the next forwarder continues with them. */
export interface Table {
    /** `project/stack/cluster`. */
    cluster: string;
    kubeconfig: string;
    /** The endpoints by name. */
    endpoints: Record<string, Endpoint>;
}

/** A Service's port on ports of this machine. */
export interface Endpoint {
    namespace: string;
    service: string;
    /** The Service's port, by number or by name. */
    port: number | string;
    hostPort: number;
    /** The addresses on which the forwarder listens. */
    addresses: string[];
    /**
     * Set for the opposite direction: the process on this machine that answers the Service, and the subnets that may
     * connect.
     */
    answeredBy?: HostProcess;
    /** The user stopped the endpoint. It listens again when the user starts it. */
    isStopped?: boolean;
}

export interface HostProcess {
    /** On the loopback address. */
    port: number;
    subnets: string[];
}

/**
 * Reads the table in a forwarder's folder. Returns undefined when there is none, or it is damaged: the next `up` of
 * each endpoint restores its entry.
 */
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
