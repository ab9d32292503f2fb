import { type Api, type Query, type WatchEvent } from "../../../provider/kubernetes/api";
import { clusterReadiness } from "../../../provider/nodes/cluster-readiness";

const name = "dev-server";
const renewTime = "2026-01-01T12:00:00Z";
const unscheduled = {
    metadata: { name: "coredns-1", namespace: "kube-system", uid: "1" },
    status: { conditions: [{ type: "PodScheduled", status: "False", message: "no nodes available" }] },
};
const loop =
    '[FATAL] plugin/loop: Loop (10.42.0.2:40000 -> :53) detected for zone ".", see https://coredns.io/plugins/loop';
/** Its log says why it ends again and again. */
const looping = {
    metadata: { name: "coredns-1", namespace: "kube-system", uid: "1" },
    status: {
        phase: "Running",
        containerStatuses: [
            {
                name: "coredns",
                restartCount: 9,
                state: {
                    waiting: {
                        reason: "CrashLoopBackOff",
                        message: "back-off 1m20s restarting failed container=coredns",
                    },
                },
                lastState: { terminated: { exitCode: 1, reason: "Error" } },
            },
        ],
    },
};
let finished: AbortController;
let isReady: boolean;
let pod: object;
/** Of each collection, tells that it has changed. */
const changes = new Map<string, (event: WatchEvent<never>) => void>();

/** A cluster with one node, on which CoreDNS finds no place. */
const api = {
    server: "https://127.0.0.1:6443",
    request: (_method: string, path: string) =>
        Promise.resolve(
            path.endsWith("/log") ? `[INFO] plugin/reload\n${loop}\n` : { metadata: {}, items: itemsOf(path) },
        ),
    async *watch(path: string, _query: Query, signal: AbortSignal) {
        while (!signal.aborted) yield await new Promise((resolve) => changes.set(path, resolve));
    },
} as unknown as Api;

function itemsOf(path: string): object[] {
    if (path.endsWith("/nodes")) return [node()];
    if (path.endsWith("/leases")) return [{ metadata: { name }, spec: { renewTime } }];
    return path.endsWith("/pods") ? [pod] : [];
}

const node = () => ({
    metadata: { name },
    status: { conditions: [{ type: "Ready", status: isReady ? "True" : "False", message: "no network yet" }] },
});

beforeEach(() => {
    jest.useFakeTimers({ now: new Date(renewTime) });
    finished = new AbortController();
    pod = unscheduled;
});
afterEach(() => {
    finished.abort();
    jest.useRealTimers();
});

it("CoreDNS has no place before the node is ready, which is no reason to give up; it is one for long after", async () => {
    isReady = false;
    const awaited: string[] = [];
    const wanted = { node: name, since: new Date(renewTime), coreDns: true };
    const waiting = clusterReadiness(api, wanted, finished.signal, (what) => awaited.push(what));
    const failure = expect(waiting).rejects.toThrow(/^CoreDNS cannot start[^]*no nodes available/);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(new Set(awaited)).toEqual(new Set([`node ${name}, which is not ready: no network yet`]));

    isReady = true;
    changes.get("/api/v1/nodes")?.({ type: "MODIFIED", object: node() as never });
    await jest.advanceTimersByTimeAsync(29_000);
    expect(awaited.at(-1)).toBe("CoreDNS");
    await jest.advanceTimersByTimeAsync(3_000);
    await failure;
});

it("CoreDNS that a resolver sends names back to is not waited for, and the error says which argument helps", async () => {
    isReady = true;
    pod = looping;
    const wanted = { node: name, since: new Date(renewTime), coreDns: true };
    const waiting = clusterReadiness(api, wanted, finished.signal, () => undefined);
    const failure = expect(waiting).rejects.toThrow(
        /plugin\/loop: Loop [^]*Next: the resolver that it asks sends names back to it: name the resolvers behind that one in the cluster's dns/,
    );
    await jest.advanceTimersByTimeAsync(3_000);
    await failure;
});
