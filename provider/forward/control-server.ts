import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { parseJson } from "../parse-json";
import { readBody } from "./read-body";
import { type EndpointRequest, type ForwarderStatus, type Refusal } from "./control";

/** What a forwarder does when it is told to. */
export interface Orders {
    status(): ForwarderStatus;
    put(name: string, order: EndpointRequest): Promise<void>;
    remove(name: string): Promise<void>;
    probe(name: string): Promise<void>;
    stop(): void;
}

/** Takes orders as HTTP requests. */
export function controlServer(orders: Orders): Server {
    return createServer((request, response) => {
        answer(orders, request).then(
            (body) => send(response, 200, body ?? {}),
            (error: unknown) => send(response, 500, refusal(error)),
        );
    });
}

async function answer(orders: Orders, request: IncomingMessage): Promise<object | undefined> {
    const [collection, name = "", action] = (request.url ?? "").split("/").slice(1).map(decodeURIComponent);
    switch (`${request.method ?? ""} ${action ?? collection ?? ""}`) {
        case "GET status":
            return orders.status();
        case "POST stop":
            orders.stop();
            return undefined;
        case "PUT endpoints":
            await orders.put(name, orderOf(await readBody(request)));
            return undefined;
        case "DELETE endpoints":
            await orders.remove(name);
            return undefined;
        case "POST probe":
            await orders.probe(name);
            return undefined;
        default:
            throw new Error(`unknown order ${request.method ?? ""} ${request.url ?? ""}`);
    }
}

function orderOf(text: string): EndpointRequest {
    const order = parseJson(text, "the order") as Partial<EndpointRequest> | null;
    const isWhole = typeof order?.cluster === "string" && typeof order.kubeconfig === "string" && order.endpoint;
    if (!isWhole) throw new Error("an order without cluster, kubeconfig or endpoint");
    return order as EndpointRequest;
}

function refusal(error: unknown): Refusal {
    const { message, code } = error as NodeJS.ErrnoException;
    return { message, ...(code === undefined ? {} : { code }) };
}

function send(response: ServerResponse, status: number, body: object): void {
    response.writeHead(status, { "Content-Type": "application/json", Connection: "close" }).end(JSON.stringify(body));
}
