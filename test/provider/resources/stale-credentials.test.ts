import { clusterIdLabel } from "../../../shared/labels";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { type ClusterReadyOutputs, ClusterReady } from "../../../provider/resources/cluster-ready";
import { Identity, type IdentityOutputs } from "../../../provider/resources/identity";
import { answeringResolvers } from "./fake-nodes";
import { TestServer } from "../test-server";

const host = new TestServer();
const context = { progress: () => undefined };
const clusterReady = new ClusterReady({
    nodes: () => host.nodes,
    connect: connectKubernetes,
    resolvers: answeringResolvers,
});
const identity = new Identity(() => host.nodes);
const clusterId = "0123456789abcdef";
const identified: IdentityOutputs = {
    dataKey: "container:1",
    serverContainer: host.name,
    keepsData: false,
    clusterId,
    nodeFiles: "1",
    token: host.token,
    agentToken: host.token,
};
const replaced = { changes: true, replaces: ["dataKey"] };
let ready: ClusterReadyOutputs;

const identityDiff = () => identity.diff(clusterId, identified, identified);
const readyDiff = () => clusterReady.diff(clusterId, ready, ready);
const heal = () => clusterReady.update(clusterId, { ...ready, kubernetesVersion: "" }, ready, context);

jest.setTimeout(90_000);

/** Creates the server as the stack does, and stores the credentials that the stack knows from then on. */
async function createServer(): Promise<void> {
    host.labels[clusterIdLabel] = clusterId;
    const serverContainerId = await host.server();
    const inputs = {
        kubeconfig: await host.kubeconfig(),
        clusterId,
        serverContainer: host.name,
        serverContainerId,
        serverPlace: host.place(),
        serverNode: host.name,
        keepsData: false,
        coreDns: false,
        timeoutSeconds: 60,
    };
    ready = (await clusterReady.create(inputs, context)).outputs;
}

beforeAll(async () => {
    await host.prepare();
    await createServer();
});
afterAll(() => host.dispose());

it("the stack's own cluster is neither replaced nor touched", async () => {
    expect([await identityDiff(), await readyDiff()]).toEqual([{ changes: false }, { changes: false }]);
});

describe("another cluster on the port, while the stack's own is stopped", () => {
    const other = `${host.name}-other`;

    it("is not taken for it, and neither of them is harmed", async () => {
        await host.stop();
        await host.server(other, [], { isPublished: true });
        const othersKubeconfig = await host.kubeconfig(other);
        const api = await connectKubernetes(othersKubeconfig);
        await clusterReady.create(
            { ...ready, kubeconfig: othersKubeconfig, serverContainer: other, serverNode: other },
            context,
        );

        expect([await identityDiff(), await readyDiff()]).toEqual([{ changes: false }, { changes: true }]);
        await expect(heal()).rejects.toThrow(/port is already allocated/);
        expect(await host.nodes.hasCaMismatch(host.name)).toBe(false);
        expect(await api.request("GET", "/readyz")).toBe("ok");
    });

    it("gives way to it when it is gone, with the credentials that the stack knows", async () => {
        await host.remove(other);
        ready = await heal();
        expect(ready.kubernetesVersion).toMatch(/^v1\./);
        expect(await readyDiff()).toEqual({ changes: false });
    });
});

describe("a cluster whose authority is another one than before", () => {
    it("is noticed, and marked so that the next run replaces it", async () => {
        await host.run(["rm", "-rf", "/var/lib/rancher/k3s/server"]);
        await host.docker.getContainer(host.name).restart({ t: 5 });
        // The new start time is another reason to check the server; this line excludes it.
        ready.startedAt = String((await host.nodes.state(host.name))?.startedAt);

        expect([await identityDiff(), await readyDiff()]).toEqual([{ changes: false }, { changes: true }]);
        await expect(heal()).rejects.toThrow(/^The cluster in [^]* not sign\nNext: .*pulumi up replaces it$/);
        expect(await identityDiff()).toEqual(replaced);
    });

    it("is over when the server is made anew: the mark goes with the container", async () => {
        await host.remove(host.name);
        await createServer();
        expect([await identityDiff(), await readyDiff()]).toEqual([{ changes: false }, { changes: false }]);
    });
});

describe("a server that somebody else made under its name", () => {
    it("is replaced although it answers: it is not the one that bears the cluster's id", async () => {
        await host.remove(host.name);
        host.labels[clusterIdLabel] = "fedcba9876543210";
        await host.server();
        expect(await identityDiff()).toEqual(replaced);
        await expect(heal()).rejects.toThrow(/cluster in .* is not the one/);
    });
});
