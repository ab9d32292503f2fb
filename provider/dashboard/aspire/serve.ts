import { Server, ServerCredentials, ServerInterceptingCall, type ServerInterceptor, status } from "@grpc/grpc-js";
import { Failure } from "../../failure";
import { isSame } from "../same-text";
import { dashboardService } from "./protocol";
import { serviceOver, type ServiceOptions } from "./service";

/** The header in which the dashboard sends its key. */
export const keyHeader = "x-resource-service-api-key";

/** The most bytes of a request, which contains no more than a command and the name of a resource. */
const longestRequest = 256 * 1024;

/** Serves the dashboard's protocol on one address of this machine until the signal aborts. Returns the port. */
export async function serveResources(
    options: ServiceOptions,
    { host, key }: { host: string; key: string },
    signal: AbortSignal,
): Promise<number> {
    const server = new Server({
        interceptors: [requireKey(key)],
        "grpc.max_receive_message_length": longestRequest,
    });
    server.addService(dashboardService, serviceOver(options, signal));
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    server.bindAsync(`${host}:0`, ServerCredentials.createInsecure(), (error, port) => {
        if (error) reject(error);
        else resolve(port);
    });
    signal.addEventListener("abort", () => server.forceShutdown(), { once: true });
    return promise.catch((error: unknown) => {
        throw new Failure(`The dashboard's container cannot reach this machine: nothing can be served on ${host}.`, {
            why: (error as Error).message,
            next: "use a Docker daemon of this machine, that is not rootless; or pulumi-k3s dashboard without --aspire",
            cause: error,
        });
    });
}

/** Refuses calls without the right key, before any method handles them. */
function requireKey(key: string): ServerInterceptor {
    return (_, call) =>
        new ServerInterceptingCall(call, {
            start: (next) =>
                next({
                    onReceiveMetadata: (metadata, pass) => {
                        const [given = ""] = metadata.get(keyHeader);
                        if (isSame(String(given), key)) pass(metadata);
                        else call.sendStatus({ code: status.UNAUTHENTICATED, details: `${keyHeader} is wrong` });
                    },
                }),
        });
}
