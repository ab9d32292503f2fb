import { type IncomingMessage, request } from "node:http";
import { parseJson } from "../parse-json";
import { readBody } from "./read-body";
import {
    type EndpointRequest,
    endpointPath,
    type ForwarderStatus,
    probePath,
    type Refusal,
    statusPath,
    stopPath,
} from "./control";
import { controlPath } from "../../shared/forwarder-paths";

/** The error when the forwarder could not carry out a request. */
export class RequestRefused extends Error {
    readonly code: string | undefined;

    constructor({ message, code }: Refusal) {
        super(message);
        this.code = code;
    }
}

/** The error when no forwarder listens on the socket. */
export class NoForwarder extends Error {}

/** The error when a forwarder is there, but does not answer. */
export class SilentForwarder extends Error {}

const answerMs = 2_000;
const requestMs = 20_000;

/** Sends requests to the forwarder of a folder. */
export class ControlClient {
    constructor(private readonly folder: string) {}

    status(): Promise<ForwarderStatus> {
        return this.ask("GET", statusPath, { timeoutMs: answerMs });
    }

    async put(name: string, wanted: EndpointRequest): Promise<void> {
        await this.ask("PUT", endpointPath(name), { body: wanted, timeoutMs: requestMs });
    }

    async remove(name: string): Promise<void> {
        await this.ask("DELETE", endpointPath(name), { timeoutMs: requestMs });
    }

    async probe(name: string, signal: AbortSignal): Promise<void> {
        await this.ask("POST", probePath(name), { timeoutMs: requestMs, signal });
    }

    async stop(): Promise<void> {
        await this.ask("POST", stopPath, { timeoutMs: answerMs });
    }

    private ask<Answer>(
        method: string,
        path: string,
        { body, timeoutMs, signal }: { body?: object; timeoutMs: number; signal?: AbortSignal },
    ): Promise<Answer> {
        const { promise, resolve, reject } = Promise.withResolvers<Answer>();
        const timeout = AbortSignal.timeout(timeoutMs);
        const either = AbortSignal.any([timeout, ...(signal ? [signal] : [])]);
        const asked = request(
            { socketPath: controlPath(this.folder), method, path, agent: false, signal: either },
            (response) => {
                answerIn(response).then((answer) => resolve(answer as Answer), reject);
            },
        );
        // Node.js closes such a connection by itself, without an event that would settle the promise.
        asked.on("upgrade", (_, socket) => {
            socket.destroy();
            reject(noForwarders());
        });
        asked.on("error", (error: NodeJS.ErrnoException) => {
            if (signal?.aborted) reject(signal.reason as Error);
            else if (timeout.aborted) reject(new SilentForwarder(`no answer for ${timeoutMs / 1_000} s`));
            else reject(isAbsence(error) ? new NoForwarder(error.message) : error);
        });
        asked.end(body && JSON.stringify(body));
        return promise;
    }
}

async function answerIn(response: IncomingMessage): Promise<object> {
    const answer = parseJson(await readBody(response), "the answer");
    if (typeof answer !== "object" || answer === null) throw noForwarders();
    if (response.statusCode === 200) return answer;
    throw new RequestRefused(answer as Refusal);
}

function noForwarders(): Error {
    return new Error("the answer does not come from a forwarder");
}

/** Reports whether nothing listens, or what listened has ended during the request. */
function isAbsence({ code }: NodeJS.ErrnoException): boolean {
    return ["ENOENT", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTSOCK"].includes(code ?? "");
}
