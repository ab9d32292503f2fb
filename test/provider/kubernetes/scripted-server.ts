import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { kubeconfigFor } from "../forward/fake-api-server";

export interface Asked {
    method: string;
    path: string;
    body: string;
}

/** The items of a list, or an object; with a `status` of 400 or more, a refusal. Undefined is "not found". */
export type Answer = { status?: number; body?: object; items?: object[] } | "no answer" | undefined;

/** A fake API server whose answers a test gives, for cases that no real one has on demand. Its watches end at once. */
export class ScriptedServer {
    /** The requests that change something, such as `DELETE /api/v1/nodes/web`. */
    readonly changes: string[] = [];
    private readonly server: Server;

    constructor(answer: (asked: Asked) => Answer) {
        this.server = createServer((request, response) => {
            void text(request).then((body) => {
                const { pathname, searchParams } = new URL(request.url ?? "", "http://fake");
                const method = request.method ?? "";
                const found = answer({ method, path: pathname, body });
                if (found === "no answer") {
                    request.socket.destroy();
                    return;
                }
                if (method !== "GET") this.changes.push(`${method} ${pathname}`);
                const { status = found ? 200 : 404, body: object, items } = found ?? {};
                const isWatch = status < 400 && searchParams.has("watch");
                const answered = items ? { metadata: { resourceVersion: "1" }, items } : (object ?? { message: "no" });
                response.writeHead(status, { "Content-Type": "application/json" });
                response.end(isWatch ? "" : JSON.stringify(answered));
            });
        });
    }

    get kubeconfig(): string {
        return kubeconfigFor(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`);
    }

    async start(): Promise<void> {
        await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    }

    async stop(): Promise<void> {
        this.server.closeAllConnections();
        await new Promise((resolve) => this.server.close(resolve));
    }
}
