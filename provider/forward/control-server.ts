import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { parseJson } from "../parse-json";
import { readBody } from "./read-body";
import { type EndpointRequest, type ForwarderStatus, type Refusal } from "./control";

/** The operations that a forwarder offers. */
export interface ForwarderControl {
    status(): ForwarderStatus;
    put(name: string, wanted: EndpointRequest): Promise<void>;
    remove(name: string): Promise<void>;
    probe(name: string): Promise<void>;
    stop(): void;
}

/** Serves requests to a forwarder over HTTP. */
export function controlServer(control: ForwarderControl): Server {
    return createServer((request, response) => {
        answer(control, request).then(
            (body) => send(response, 200, body ?? {}),
            (error: unknown) => send(response, 500, refusal(error)),
        );
    });
}

async function answer(control: ForwarderControl, request: IncomingMessage): Promise<object | undefined> {
    const [collection, name = "", action] = (request.url ?? "").split("/").slice(1).map(decodeURIComponent);
    switch (`${request.method ?? ""} ${action ?? collection ?? ""}`) {
        case "GET status":
            return control.status();
        case "POST stop":
            control.stop();
            return undefined;
        case "PUT endpoints":
            await control.put(name, endpointRequestIn(await readBody(request)));
            return undefined;
        case "DELETE endpoints":
            await control.remove(name);
            return undefined;
        case "POST probe":
            await control.probe(name);
            return undefined;
        default:
            throw new Error(`unknown request ${request.method ?? ""} ${request.url ?? ""}`);
    }
}

function endpointRequestIn(text: string): EndpointRequest {
    const wanted = parseJson(text, "the order") as Partial<EndpointRequest> | null;
    const isWhole = typeof wanted?.cluster === "string" && typeof wanted.kubeconfig === "string" && wanted.endpoint;
    if (!isWhole) throw new Error("a request without cluster, kubeconfig or endpoint");
    return wanted as EndpointRequest;
}

function refusal(error: unknown): Refusal {
    const { message, code } = error as NodeJS.ErrnoException;
    return { message, ...(code === undefined ? {} : { code }) };
}

function send(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { "Content-Type": "application/json", Connection: "close" }).end(JSON.stringify(body));
}
