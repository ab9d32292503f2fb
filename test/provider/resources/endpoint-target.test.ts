import { ownerLabel } from "../../../shared/labels";
import type { Api } from "../../../provider/kubernetes/api";
import { unknownValue } from "../../../provider/lifecycle";
import { EndpointTarget, type EndpointTargetInputs } from "../../../provider/resources/endpoint-target";
import { FakeNodes } from "./fake-nodes";

const inputs: EndpointTargetInputs = {
    kubeconfig: "k",
    clusterId: "0123",
    namespace: "shop",
    service: "web",
    port: 80,
    protocol: "TCP",
    timeoutSeconds: 5,
    relayContainer: "relay",
    owner: "shop/dev/k8s#0a1b2c3d",
};
const old = { ...inputs, clusterIp: "10.43.0.9", servicePort: 80 };
const there = new FakeNodes({ relay: { labels: { [ownerLabel]: "shop/dev/k8s#0a1b2c3d" } } });

/** Returns a fake API server that has one Service, none, or does not answer. */
function api(clusterIP: string | undefined, answers = true): Api {
    const service = {
        metadata: { name: "web", namespace: "shop" },
        spec: { clusterIP, selector: { app: "web" }, ports: [{ port: 80, protocol: "TCP" }] },
    };
    const missing = Object.assign(new Error("not found"), { status: 404, code: 404, statusCode: 404 });
    const request = () => {
        if (!answers) return Promise.reject(new Error("connect ECONNREFUSED"));
        return clusterIP === undefined ? Promise.reject(missing) : Promise.resolve(service);
    };
    return { server: "https://127.0.0.1:1", request } as unknown as Api;
}

const diff = (change: object = {}, { nodes = there, cluster = api("10.43.0.9") } = {}) =>
    new EndpointTarget({ connect: () => Promise.resolve(cluster), nodes: () => nodes }).diff("", old, {
        ...inputs,
        ...change,
    });

describe("an EndpointTarget", () => {
    it("stays while relay and Service are there", async () => expect(await diff()).toEqual({ changes: false }));

    it.each([{ service: "api" }, { namespace: "a" }, { port: 81 }, { clusterId: "4567" }, { clusterId: unknownValue }])(
        "is replaced for %j",
        async (change) => {
            expect(await diff(change)).toEqual({ changes: true, replaces: Object.keys(change) });
        },
    );

    it("stays for another way to the cluster or a longer wait", async () => {
        expect(await diff({ kubeconfig: "other", timeoutSeconds: 9, dockerHost: "tcp://x" })).toEqual({
            changes: false,
        });
    });

    it("is replaced, and the relay with it, when the relay is gone or somebody else's", async () => {
        for (const nodes of [new FakeNodes(), new FakeNodes({ relay: { labels: { [ownerLabel]: "other" } } })]) {
            expect(await diff({}, { nodes })).toEqual({ changes: true, replaces: ["relayContainer"] });
        }
    });

    it("is replaced when the Service has another address", async () => {
        expect(await diff({}, { cluster: api("10.43.0.10") })).toEqual({ changes: true, replaces: ["service"] });
    });

    it("stays when the cluster does not answer: only ClusterReady speaks of that", async () => {
        expect(await diff({}, { cluster: api("10.43.0.9", false) })).toEqual({ changes: false });
    });

    it("stays while the kubeconfig is not known yet, without a look at the cluster", async () => {
        const target = new EndpointTarget({
            connect: () => Promise.reject(new Error("asked")),
            nodes: () => there,
        });
        expect(await target.diff("", old as never, { ...inputs, kubeconfig: unknownValue })).toEqual({
            changes: false,
        });
    });

    describe("without a relay", () => {
        const { relayContainer: _container, owner: _owner, ...forwarded } = inputs;
        const diffOf = (outputs: object, clusterIP: string) =>
            new EndpointTarget({
                connect: () => Promise.resolve(api(clusterIP)),
                nodes: () => {
                    throw new Error("asked for containers");
                },
            }).diff("", { ...forwarded, ...outputs } as never, forwarded);

        it("needs no address of the Service, and stays for another one", async () => {
            const outputs = { clusterIp: "None", servicePort: 80 };
            expect(await diffOf(outputs, "10.43.0.9")).toEqual({ changes: false });
            expect(await diffOf(outputs, "None")).toEqual({ changes: false });
        });

        it("is replaced when the port's name leads to another number", async () => {
            expect(await diffOf({ clusterIp: "None", servicePort: 81 }, "None")).toEqual({
                changes: true,
                replaces: ["service"],
            });
        });
    });
});
