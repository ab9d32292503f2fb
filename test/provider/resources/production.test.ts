import { type Api } from "../../../provider/kubernetes/api";
import { ApiError, CaMismatch, Unreachable } from "../../../provider/kubernetes/errors";
import { unknownValue } from "../../../provider/lifecycle";
import { ProductionCluster } from "../../../provider/resources/production-cluster";
import { ProductionReady } from "../../../provider/resources/production-ready";
import { type SharedClusterReadyInputs, sharedClusterWords } from "../../../provider/resources/shared-cluster";
import { PublishedAddress } from "../../../provider/resources/published-address";
import { failure } from "./fake-nodes";
import { says } from "../../support/says";

const server = "https://eu.example:6443";
const context = { progress: () => undefined };
const inputs = { name: "shop", cluster: "web/live/shop", kubeconfig: "k", timeoutSeconds: 1 };

/** Returns a fake API server with these answers by path. It rejects with an answer that is an error. */
function api(answers: Record<string, unknown>, address = server): Api {
    const request = (_method: string, path: string) => {
        const answer = answers[path];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
    return { server: address, request } as unknown as Api;
}

const system = "/api/v1/namespaces/kube-system";
const withUid = (uid: string) => api({ [system]: { metadata: { uid } } });
const forbidden = (address?: string) => api({ [system]: new ApiError(403, "no") }, address);
const silent = api({ [system]: new Unreachable("nothing there"), "/readyz": new Unreachable("nothing there") });

const cluster = (found: Api) => new ProductionCluster({ connect: () => Promise.resolve(found) });
const ready = (found: Api) => new ProductionReady({ connect: () => Promise.resolve(found) });

describe("a ProductionCluster", () => {
    it.each([
        ["the uid of kube-system", withUid("1-2"), "uid 1-2"],
        ["the server, for who may not read that", forbidden(), `server ${server}`],
    ])("is known by %s", async (_, found, clusterId) => {
        const { id, outputs } = await cluster(found).create(inputs, context);
        expect([id, outputs]).toEqual([
            clusterId,
            { ...inputs, clusterId, owner: expect.stringMatching(/^web\/live\/shop#[0-9a-f]{8}$/) as string },
        ]);
    });

    const diff = (old: string, found: Api, change = {}) =>
        cluster(found).diff("", { ...inputs, clusterId: old, owner: "o" }, { ...inputs, ...change });

    it.each([
        ["new credentials", "uid 1", withUid("1"), { kubeconfig: "other" }],
        ["another name of the stack", "uid 1", withUid("1"), { cluster: "web/other/shop" }],
        ["no answer, which is another's affair", "uid 1", silent, {}],
        ["a kubeconfig that is not known yet", "uid 1", withUid("2"), { kubeconfig: unknownValue }],
        ["rights that were taken away", "uid 1", forbidden(), {}],
        ["rights that were given", `server ${server}`, withUid("1"), {}],
    ])("stays with %s", async (_, old, found, change) => {
        expect(await diff(old, found, change)).toEqual({ changes: false });
    });

    it.each([
        ["uid 1", withUid("2"), "uid 2"],
        ["server https://us.example", forbidden(), `server ${server}`],
    ])("never becomes another: %s", async (old, found, now) => {
        await expect(diff(old, found)).rejects.toThrow(
            says(
                `kubeconfig … cluster "shop" points … another cluster … before.\n … stack … created … ${old} … ${server} … ${now}`,
            ),
        );
    });

    it("that does not answer is told when the time is over", async () => {
        await expect(cluster(silent).create(inputs, context)).rejects.toThrow(
            says(
                'production cluster "shop" … not answer within 1 s.\n nothing there\nNext … look whether https://eu.example:6443 … reached',
            ),
        );
    });

    it("that refuses is told at once", async () => {
        const refusing = api({ [system]: new ApiError(401, "Unauthorized") });
        await expect(cluster(refusing).create({ ...inputs, timeoutSeconds: 3_600 }, context)).rejects.toThrow(
            says(
                'production cluster "shop" … https://eu.example:6443 refuses … request.\n Unauthorized\nNext … look whether … credentials',
            ),
        );
    });
});

describe("a ProductionReady", () => {
    const leaf = { name: "shop", kubeconfig: "k", clusterId: "uid 1", timeoutSeconds: 1 };
    const answering = (version: string) => api({ "/readyz": "ok", "/version": { gitVersion: version } });
    const old = { ...leaf, kubernetesVersion: "v1.34.4" };

    it("tells the version", async () => {
        expect((await ready(answering("v1.34.4")).create(leaf, context)).outputs).toEqual(old);
    });

    it.each([
        ["as it was", answering("v1.34.4"), {}, false],
        ["upgraded", answering("v1.35.0"), {}, true],
        ["silent", api({ "/version": new Unreachable("nothing there") }), {}, true],
        ["reached with other credentials", answering("v1.34.4"), { kubeconfig: "other" }, true],
        ["given more time", answering("v1.34.4"), { timeoutSeconds: 9 }, false],
    ])("of a cluster that is %s", async (_, found, change, changes) => {
        expect(await ready(found).diff("", old, { ...leaf, ...change })).toEqual({ changes });
    });

    it("shows in a refresh that nobody answers", async () => {
        expect(await ready(api({ "/version": new Unreachable("nothing there") })).read("", old)).toEqual({
            ...old,
            kubernetesVersion: "",
        });
    });
});

describe("a SharedClusterReady", () => {
    const leaf = { name: "k8s", source: "base/team/k8s", kubeconfig: "k", clusterId: "0123", timeoutSeconds: 1 };
    const shared = (found: Api) =>
        new ProductionReady<SharedClusterReadyInputs>({ connect: () => Promise.resolve(found) }, sharedClusterWords);
    const made = (found: Api, change = {}) => shared(found).create({ ...leaf, ...change }, context);
    const answering = api({ "/readyz": "ok", "/version": { gitVersion: "v1.34.4" } });

    it("tells the version, and takes renewed credentials over", async () => {
        const { id, outputs } = await made(answering);
        expect([id, outputs]).toEqual(["0123", { ...leaf, kubernetesVersion: "v1.34.4" }]);
        expect(await shared(answering).diff(id, outputs, leaf)).toEqual({ changes: false });
        expect(await shared(answering).diff(id, outputs, { ...leaf, kubeconfig: "new" })).toEqual({ changes: true });
    });

    it("leads to the stack that made a cluster that does not answer", async () => {
        expect(await failure(() => made(silent))).toBe(
            'The cluster "k8s" of the stack base/team did not answer within 1 s.\n' +
                "  nothing there\n" +
                "Next: run pulumi up in the stack base/team, which starts it, then here again",
        );
    });

    it.each<[string, Error, string]>([
        ["refuses old credentials", new ApiError(401, "Unauthorized"), "Unauthorized"],
        ["is another one", new CaMismatch(server, undefined), `${server} answers with a certificate that`],
    ])("leads there at once for a cluster that %s", async (_, error, why) => {
        const message = await failure(() => made(api({ "/readyz": error }), { timeoutSeconds: 3_600 }));
        expect(message).toMatch(says(`cluster "k8s" … stack base/team … ${server} refuses … request.\n ${why}`));
        expect(message).toMatch(
            says("Next: run pulumi up … stack base/team … exports … handle … valid credentials … here again"),
        );
    });
});

describe("a PublishedAddress", () => {
    const wanted = {
        kubeconfig: "k",
        clusterId: "uid 1",
        namespace: "shop",
        service: "web",
        port: 80,
        timeoutSeconds: 1,
    };
    const inputs = { ...wanted, protocol: "TCP" as const };
    const old = { ...inputs, host: "203.0.113.7", hostPort: 80, scheme: "", path: "" };
    const services = "/api/v1/namespaces/shop/services";
    const at = (...ingress: object[]) => {
        const spec = { type: "LoadBalancer", ports: [{ port: 80 }] };
        const service = { metadata: { name: "web" }, spec, status: { loadBalancer: { ingress } } };
        return api({
            [services]: { items: [service] },
            "/apis/networking.k8s.io/v1/namespaces/shop/ingresses": { items: [] },
        });
    };

    it.each([
        ["at the same address", at({ ip: "203.0.113.7" }), { changes: false }],
        ["at another address", at({ ip: "203.0.113.8" }), { changes: true, replaces: ["service"] }],
        ["without an address for now", at(), { changes: false }],
        ["in a cluster that is silent", api({ [services]: new Unreachable("nothing there") }), { changes: false }],
    ])("of a Service that is %s", async (_, found, expected) => {
        const address = new PublishedAddress({ connect: () => Promise.resolve(found) });
        expect(await address.diff("", old, inputs)).toEqual(expected);
    });
});
