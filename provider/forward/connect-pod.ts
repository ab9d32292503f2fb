import { type IncomingMessage } from "node:http";
import { type RequestOptions } from "node:https";
import { type Duplex } from "node:stream";
import { ApiError } from "../kubernetes/errors";
import { type ApiServerAccess } from "../kubernetes/access/api-server-access";
import { type PodPort } from "../services/pod-port";
import { readBody } from "./read-body";
import { SpdyConnection } from "./spdy";
import { upgrade } from "./upgrade";
import { handshake, WebSocketDuplex } from "./websocket";

const portForwardProtocol = "portforward.k8s.io";

/**
 * Opens a connection for forwarding ports of a pod: SPDY in a WebSocket, as Kubernetes supports it since 1.30
 * (KEP-4006), or SPDY after a plain upgrade when the server, or a proxy before it, does not support that.
 */
export async function connectPod(access: ApiServerAccess, pod: Omit<PodPort, "port">): Promise<SpdyConnection> {
    const url = new URL(`${access.server}/api/v1/namespaces/${pod.namespace}/pods/${pod.pod}/portforward`);
    const connect = async (credentials: RequestOptions) =>
        new SpdyConnection((await inWebSocket(url, credentials)) ?? (await afterUpgrade(url, credentials)));
    try {
        return await connect(await access.credentials());
    } catch (error) {
        if (!(error instanceof ApiError && error.status === 401)) throw error;
        // The token may have expired since it was fetched.
        return connect(await access.credentials({ anew: true }));
    }
}

/** Returns undefined when the server does not support SPDY in a WebSocket. */
async function inWebSocket(url: URL, credentials: RequestOptions): Promise<Duplex | undefined> {
    const { headers, isAccepted } = handshake(`SPDY/3.1+${portForwardProtocol}`);
    const answer = await upgrade(url, credentials, "GET", headers);
    if (answer.isUpgraded) {
        if (isAccepted(answer.response.headers)) return new WebSocketDuplex(answer.socket, answer.head);
        answer.socket.destroy();
    } else if (isFinal(answer.response)) {
        throw await refusal(answer.response);
    } else {
        answer.response.destroy();
    }
    return undefined;
}

/** Reports whether the answer is the same with a plain upgrade, because it depends only on the user and the pod. */
function isFinal({ statusCode }: IncomingMessage): boolean {
    return statusCode === 401 || statusCode === 404;
}

async function afterUpgrade(url: URL, credentials: RequestOptions): Promise<Duplex> {
    const answer = await upgrade(url, credentials, "POST", {
        Connection: "Upgrade",
        Upgrade: "SPDY/3.1",
        "X-Stream-Protocol-Version": portForwardProtocol,
    });
    if (!answer.isUpgraded) throw await refusal(answer.response);
    if (answer.head.length > 0) answer.socket.unshift(answer.head);
    return answer.socket;
}

async function refusal(response: IncomingMessage): Promise<ApiError> {
    const body = await readBody(response).catch(() => "");
    return new ApiError(response.statusCode ?? 0, messageOf(body) || `HTTP status ${response.statusCode ?? 0}`);
}

function messageOf(body: string): string {
    try {
        return (JSON.parse(body) as { message?: string }).message ?? body;
    } catch {
        return body.trim();
    }
}
