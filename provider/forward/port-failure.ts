import { Failure } from "../failure";
import { listeningProcess } from "../ports/listening-process";
import { portForbiddenFailure, portTakenFailure } from "../ports/port-failures";
import { type RequestRefused } from "./control-client";
import { type Endpoint } from "./endpoint-table";

/** Returns the failure for a forwarder that cannot listen on an endpoint's port. */
export async function portFailure(
    name: string,
    endpoint: Endpoint,
    { code, message }: RequestRefused,
): Promise<Failure> {
    const { hostPort, addresses } = endpoint;
    const where = addresses.join(" and ");
    const port = { number: hostPort, protocol: "tcp", user: `the endpoint ${name} on ${where}` } as const;
    switch (code) {
        case "EADDRINUSE":
            return portTakenFailure(port, await listeningProcess(hostPort));
        case "EACCES":
            return portForbiddenFailure(port);
        case "ENOSPC":
            return new Failure(`The endpoint ${name} cannot be kept: the disk is full.`, {
                why: message,
                next: "free space in the folder of this package's files, then run pulumi up again",
            });
        default:
            return new Failure(`The endpoint ${name} cannot listen on port ${hostPort} of ${where}.`, {
                why: message,
                next: "correct that, then run pulumi up again",
            });
    }
}
