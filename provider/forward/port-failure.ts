import { Failure } from "../failure";
import { listeningProcess } from "../ports/listening-process";
import { type RequestRefused } from "./control-client";
import { type Endpoint } from "./endpoint-table";

/** Why a forwarder does not listen where it should. */
export async function portFailure(
    name: string,
    endpoint: Endpoint,
    { code, message }: RequestRefused,
): Promise<Failure> {
    const { hostPort, addresses } = endpoint;
    const where = `port ${hostPort} of ${addresses.join(" and ")}`;
    switch (code) {
        case "EADDRINUSE":
            return new Failure(`The endpoint ${name} cannot listen on ${where}: it is taken.`, {
                why: `by ${await listeningProcess(hostPort)}`,
                next: "set another hostPort, leave it out to have one chosen, or stop the process that uses it",
            });
        case "EACCES":
            return new Failure(`The endpoint ${name} does not have permission to listen on ${where}.`, {
                why: "ports below 1024 need privileges that this user does not have",
                next: "set a hostPort of 1024 or above",
            });
        case "ENOSPC":
            return new Failure(`The endpoint ${name} cannot be kept: the disk is full.`, {
                why: message,
                next: "free space in the folder of this package's files, then run pulumi up again",
            });
        default:
            return new Failure(`The endpoint ${name} cannot listen on ${where}.`, {
                why: message,
                next: "correct that, then run pulumi up again",
            });
    }
}
