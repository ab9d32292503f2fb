import { type EndpointRow, type ManagedEndpoint } from "../../endpoints/endpoint-row";
import { UsageError } from "../../usage-error";
import { namesCluster } from "../../../shared/owner";

/** The endpoints of a cluster, given by its path or by an end of it. */
export function inCluster(endpoints: ManagedEndpoint[], cluster: string | undefined): ManagedEndpoint[] {
    if (cluster === undefined) return endpoints;
    return endpoints.filter(({ row }) => namesCluster(cluster, row.cluster));
}

/** The endpoints of those names, each of which must be there once. */
export function byName(endpoints: ManagedEndpoint[], names: string[]): ManagedEndpoint[] {
    return names.map((name) => {
        const found = endpoints.filter(({ row }) => row.name === name);
        if (found.length > 1)
            throw new UsageError(`${name} is in ${list(found, "cluster")}: choose one with --cluster`);
        const [only] = found;
        if (only) return only;
        const there = endpoints.length > 0 ? `there are ${list(endpoints, "name")}` : "there are none";
        throw new UsageError(`there is no endpoint ${name}; ${there}`);
    });
}

function list(endpoints: ManagedEndpoint[], key: keyof EndpointRow): string {
    return endpoints.map(({ row }) => String(row[key])).join(", ");
}
