import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type EndpointStatus } from "../forward/forwarder";
import { forwarderAccess } from "../forward/forwarder-access";
import { forwardersFolder } from "../../shared/forwarder-paths";
import { portFailure } from "../forward/port-failure";
import { RequestRefused } from "../forward/control-client";
import { type Endpoint, readTable, type Table, writeTable } from "../forward/endpoint-table";
import { type EndpointRow, type ManagedEndpoint } from "./endpoint-row";

/** The endpoints of all forwarders, whether these run or not. */
export class ForwardedEndpoints {
    constructor(private readonly root: string) {}

    async list(): Promise<ManagedEndpoint[]> {
        const parent = forwardersFolder(this.root);
        const folders = await readdir(parent).catch(() => []);
        return (await Promise.all(folders.map((folder) => endpointsIn(join(parent, folder))))).flat();
    }
}

async function endpointsIn(folder: string): Promise<ManagedEndpoint[]> {
    const table = await readTable(folder);
    if (!table) return [];
    const status = await forwarderAccess.status(folder);
    return Object.entries(table.endpoints).map(([name, endpoint]) => ({
        row: rowOf(name, table.cluster, status?.endpoints[name] ?? { ...endpoint, state: "stopped" as const }),
        start: () => put(folder, name, table, { ...endpoint, isStopped: undefined }),
        stop: () => stop(folder, name, table, { ...endpoint, isStopped: true }),
    }));
}

type Known = Endpoint & Pick<EndpointStatus, "state"> & Partial<EndpointStatus>;

function rowOf(name: string, cluster: string, status: Known): EndpointRow {
    const { namespace, service, port, addresses, hostPort, state, answeredBy } = status;
    const { connections = 0, accepted = 0, bytesFromClients = 0, bytesToClients = 0, problem, lastError } = status;
    return {
        name,
        cluster,
        via: answeredBy ? "host" : "api",
        state,
        addresses: addresses.map((address) => `${address}:${hostPort}`),
        target: answeredBy ? `127.0.0.1:${answeredBy.port}` : `${namespace}/${service}:${port}`,
        connections,
        accepted,
        bytes: bytesFromClients + bytesToClients,
        problem: problem ?? lastError,
    };
}

async function put(folder: string, name: string, { cluster, kubeconfig }: Table, endpoint: Endpoint): Promise<void> {
    try {
        await forwarderAccess.put(folder, name, { cluster, kubeconfig, endpoint });
    } catch (error) {
        throw error instanceof RequestRefused ? await portFailure(name, endpoint, error) : error;
    }
}

/** Stops an endpoint. If its forwarder does not run, changes only the table, so that none is started for this. */
async function stop(folder: string, name: string, table: Table, endpoint: Endpoint): Promise<void> {
    if (await forwarderAccess.status(folder)) return put(folder, name, table, endpoint);
    await writeTable(folder, { ...table, endpoints: { ...table.endpoints, [name]: endpoint } });
}
