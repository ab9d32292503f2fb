import type { V1Pod } from "@kubernetes/client-node";
import { otherAuthority } from "./other-authority";
import { clusterIdLabel, roleLabel } from "../../shared/labels";
import { type Api } from "../../provider/kubernetes/api";
import { named, paths } from "../../provider/kubernetes/api-paths";
import { connectKubernetes } from "../../provider/kubernetes/client";
import { podProblem } from "../../provider/diagnostics/pod";
import { untilAnswered } from "../../provider/kubernetes/until-answered";
import { find, list } from "../../provider/kubernetes/list";
import { fullName } from "../../provider/kubernetes/object-name";
import { podsMissing } from "../../provider/nodes/pods-back";
import { watchUntil } from "../../provider/kubernetes/watch-until";
import { type ClusterReadyInputs, ClusterReady } from "../../provider/resources/cluster-ready";
import { type EndpointTargetInputs, EndpointTarget } from "../../provider/resources/endpoint-target";
import { NodeMember } from "../../provider/resources/node-member";
import { NodesReady } from "../../provider/resources/nodes-ready";
import { answeringResolvers } from "./resources/fake-nodes";
import { TestServer } from "./test-server";

const host = new TestServer();
const access = { nodes: () => host.nodes, connect: connectKubernetes, resolvers: answeringResolvers };
const messages: string[] = [];
const context = { progress: (message: string) => messages.push(message) };
const clusterReady = new ClusterReady(access);
const endpointTarget = new EndpointTarget(access);
let kubeconfig: string;
let inputs: ClusterReadyInputs;
let api: Api;

jest.setTimeout(150_000);

beforeAll(async () => {
    await host.prepare();
    Object.assign(host.labels, { [clusterIdLabel]: "0123456789abcdef", [roleLabel]: "server" });
    const serverContainerId = await host.server();
    host.labels[roleLabel] = "agent";
    kubeconfig = await host.kubeconfig();
    api = await connectKubernetes(kubeconfig);
    inputs = {
        kubeconfig,
        clusterId: "0123456789abcdef",
        serverContainer: host.name,
        serverContainerId,
        serverPlace: host.place(),
        serverNode: host.name,
        keepsData: false,
        coreDns: true,
        timeoutSeconds: 60,
    };
});

afterAll(() => host.dispose());

describe("a server that has just been started", () => {
    it("is ready when its node and CoreDNS are, and says what it waits for until then", async () => {
        const { outputs } = await clusterReady.create(inputs, context);

        expect(outputs).toMatchObject({ ...inputs, kubernetesVersion: expect.stringMatching(/^v1\./) as string });
        expect(messages[0]).toBe("waiting for the API server");
        expect(messages).toContainEqual(expect.stringMatching(/^waiting for (CoreDNS|node|the ServiceAccount)/));
        expect(messages.at(-1)).toBe("waiting for the API server to describe its types");
        const coreDns = await find<{ status: { availableReplicas: number } }>(api, apps("kube-system", "coredns"));
        expect(coreDns?.status.availableReplicas).toBe(1);
        expect(await clusterReady.diff("", outputs, inputs)).toEqual({ changes: false });
    });

    it("fails at the deadline with the node's log when something is missing", async () => {
        const waiting = clusterReady.create({ ...inputs, serverNode: "nobody", timeoutSeconds: 15 }, context);

        await expect(waiting).rejects.toThrow(
            /not ready within 15 s: .*node nobody, .*not joined[^]*log of [^]*docker logs/,
        );
    });
});

describe("a server that was stopped", () => {
    it("shows as a change, shows on a refresh, and is started again", async () => {
        const outputs = await clusterReady.create(inputs, context).then((created) => created.outputs);
        await host.stop();

        expect(await clusterReady.diff("", outputs, inputs)).toEqual({ changes: true });
        const refreshed = await clusterReady.read("", outputs);
        expect(refreshed.kubernetesVersion).toBe("");

        messages.length = 0;
        const updated = await clusterReady.update("", refreshed, inputs, context);
        expect(messages[0]).toBe(`starting ${host.name}`);
        expect(updated.kubernetesVersion).toMatch(/^v1\./);
        expect(await clusterReady.diff("", updated, inputs)).toEqual({ changes: false });
    });

    it("is waited for where something else has started it again, and its pods with it", async () => {
        const { outputs } = await clusterReady.create(inputs, context);
        await host.stop();
        await host.nodes.start(host.name);
        await untilAnswered(() => api.request("GET", "/readyz"), AbortSignal.timeout(60_000));

        expect(await clusterReady.diff("", outputs, inputs)).toEqual({ changes: true });
        expect(await clusterReady.read("", outputs)).toEqual(outputs);

        messages.length = 0;
        const updated = await clusterReady.update("", outputs, inputs, context);
        const since = new Date(updated.startedAt);
        const missing = podsMissing(
            await list<V1Pod>(api, paths.allPods),
            [{ name: host.name, container: host.name, since }],
            since,
        );
        // The pods may have been back before the readiness check looked at them.
        const isWaitedFor = messages.some((message) => message.startsWith("waiting for pods kube-system/"));
        expect(isWaitedFor ? [] : missing.map(fullName)).toEqual([]);
        expect(messages).not.toContain(`starting ${host.name}`);
        expect(await clusterReady.diff("", updated, inputs)).toEqual({ changes: false });
    });
});

describe("a server that cannot run", () => {
    it("fails at once with the line of the log that says why", async () => {
        const container = `${host.name}-bad`;
        const started = Date.now();
        await host.server(container, ["--no-such-flag"]);

        const waiting = clusterReady.create({ ...inputs, serverContainer: container, serverNode: container }, context);

        await expect(waiting).rejects.toThrow(/stopped with exit code 1 [^]*no-such-flag/);
        expect(Date.now() - started).toBeLessThan(60_000);
    });

    it("is said to be gone when it is gone", async () => {
        const waiting = clusterReady.create({ ...inputs, serverContainer: "no-such-container" }, context);

        await expect(waiting).rejects.toThrow(/no-such-container of node .* is gone[^]*run pulumi up again/);
    });
});

describe("another cluster behind the same port", () => {
    const marked: string[] = [];
    const nodes = Object.assign(Object.create(host.nodes) as typeof host.nodes, {
        markCaMismatch: (container: string) => Promise.resolve(void marked.push(container)),
    });
    const ready = new ClusterReady({ ...access, nodes: () => nodes });
    const foreign = () => ({ ...inputs, kubeconfig: withOtherAuthority(kubeconfig) });

    it("is marked for replacement where no data is kept", async () => {
        await expect(ready.create(foreign(), context)).rejects.toThrow(
            /cluster in [^]* is not the one[^]*pulumi up replaces/,
        );
        expect(marked).toEqual([host.name]);
        expect(
            await ready.diff("", { ...foreign(), kubernetesVersion: "v1", startedAt: "", revivedAt: "" }, foreign()),
        ).toEqual({
            changes: true,
        });
    });

    it("is left alone where data is kept", async () => {
        marked.length = 0;
        await expect(ready.create({ ...foreign(), keepsData: true }, context)).rejects.toThrow(
            /the data volume was exchanged/,
        );
        expect(marked).toEqual([]);
    });
});

describe("an endpoint's target", () => {
    const target = (changes: Partial<EndpointTargetInputs> = {}): EndpointTargetInputs => ({
        kubeconfig,
        clusterId: inputs.clusterId,
        namespace: "kube-system",
        service: "kube-dns",
        port: 53,
        protocol: "TCP",
        timeoutSeconds: 60,
        relayContainer: host.name,
        owner: "test",
        ...changes,
    });
    const create = async (changes: Partial<EndpointTargetInputs> = {}) =>
        endpointTarget.create(target({ namespace: "default", ...changes }), context);
    const service = (name: string, spec: object) =>
        api.request("POST", "/api/v1/namespaces/default/services", { body: { metadata: { name }, spec } });

    it("is found by number and by name, with its protocol", async () => {
        const { id, outputs } = await endpointTarget.create(target(), context);
        expect(id).toBe("kube-system/kube-dns:53");
        expect(outputs).toMatchObject({ servicePort: 53, portName: "dns-tcp", clusterIp: "10.43.0.10" });
        const byName = await endpointTarget.create(target({ port: "dns", protocol: "UDP" }), context);
        expect(byName.outputs).toMatchObject({ servicePort: 53, portName: "dns" });
        expect(await endpointTarget.diff(id, outputs, target())).toEqual({ changes: false });
    });

    it("that does not exist is an error that names those that do", async () => {
        await service("other", { selector: { app: "other" }, ports: [{ port: 80 }] });
        await expect(create({ service: "web" })).rejects.toThrow(/no Service web in [^]*kubernetes, other/);
    });

    it("with no such port is an error that names the ports there are", async () => {
        await expect(create({ service: "kubernetes", port: 80 })).rejects.toThrow(
            /no TCP port 80[^]*443\/TCP \(https\)/,
        );
    });

    it("that can have no pods is an error at once", async () => {
        await service("external", { type: "ExternalName", externalName: "example.test" });
        await service("headless", { clusterIP: "None", selector: { app: "x" }, ports: [{ port: 80 }] });
        await service("empty", { ports: [{ port: 80 }] });
        await expect(create({ service: "external", port: 80 })).rejects.toThrow(/ExternalName/);
        await expect(create({ service: "headless", port: 80 })).rejects.toThrow(/headless/);
        await expect(create({ service: "empty", port: 80 })).rejects.toThrow(/no selector/);
    });

    it("waits for a pod that becomes ready later", async () => {
        await service("late", { selector: { app: "late" }, ports: [{ port: 80 }] });
        const waiting = create({ service: "late", port: 80 });
        await pod("late", { containers: [{ name: "main", image: "docker.io/local/pause:1" }] });
        const { outputs } = await waiting;

        expect(outputs.servicePort).toBe(80);
        const ip = outputs.clusterIp;
        const replaced = { ...outputs, clusterIp: `${ip}0` };
        const live = target({ namespace: "default", service: "late", port: 80 });
        expect(await endpointTarget.diff("", replaced, live)).toEqual({ changes: true, replaces: ["service"] });
    });

    it("says at the deadline why no pod is ready", async () => {
        await service("broken", { selector: { app: "broken" }, ports: [{ port: 80 }] });
        await pod("broken", { containers: [{ name: "main", image: "localhost:1/no/such:image" }] });
        await watchUntil<{ pods: V1Pod[] }, true>(
            api,
            { pods: { path: paths.pods("default"), query: named("broken") } },
            ({ pods: [broken] }) =>
                (broken && /image .* cannot be pulled/.test(podProblem(broken)?.message ?? "")) || undefined,
            { signal: AbortSignal.timeout(60_000) },
        );
        const waiting = create({ service: "broken", port: 80, timeoutSeconds: 5 });
        await expect(waiting).rejects.toThrow(/within 5 s[^]*pod default\/broken: container main: image localhost:1/);
    });
});

describe("an agent", () => {
    const name = `${host.name}-agent`;

    it("is ready when it has joined, and leaves nothing in the cluster when it goes, also while that starts", async () => {
        const containerId = await host.agent(name);
        const nodesReady = new NodesReady(access);
        const nodes = [{ name, container: name, containerId }];
        const agents = { kubeconfig, clusterId: inputs.clusterId, network: host.name, nodes, timeoutSeconds: 60 };
        const { outputs } = await nodesReady.create(agents, context);
        expect(await nodesReady.diff("", outputs, agents)).toEqual({ changes: false });
        expect(await nodesReady.diff("", { ...outputs, startedAt: ["earlier"] }, agents)).toEqual({ changes: true });
        await pod("moved", { nodeName: name, containers: [{ name: "main", image: "docker.io/local/pause:1" }] });

        await host.stop();
        const member = { kubeconfig, clusterId: inputs.clusterId, node: name, container: name, containerId };
        const leaving = new NodeMember(access).delete("", { ...member, timeoutSeconds: 60 }, context);
        await host.nodes.start(host.name);
        await leaving;

        expect(await find(api, `/api/v1/nodes/${name}`)).toBeUndefined();
        expect(await find(api, "/api/v1/namespaces/default/pods/moved")).toBeUndefined();
        await host.remove(name);
    });

    it("that is stopped is a change, and one that never joins is explained", async () => {
        const stranger = `${host.name}-stranger`;
        const nodesReady = new NodesReady(access);
        const nodes = [{ name: "unknown", container: host.name, containerId: inputs.serverContainerId }];
        const agents = { kubeconfig, clusterId: inputs.clusterId, network: host.name, nodes, timeoutSeconds: 15 };
        await expect(nodesReady.create(agents, context)).rejects.toThrow(/node unknown has not joined[^]*last lines/);
        const gone = { ...agents, nodes: [{ name: stranger, container: stranger, containerId: "x" }] };
        expect(await nodesReady.diff("", { ...gone, startedAt: [""] }, gone)).toEqual({ changes: true });
    });
});

function apps(namespace: string, deployment: string): string {
    return `/apis/apps/v1/namespaces/${namespace}/deployments/${deployment}`;
}

function pod(name: string, spec: object): Promise<unknown> {
    const body = { metadata: { name, labels: { app: name } }, spec: { terminationGracePeriodSeconds: 1, ...spec } };
    return api.request("POST", "/api/v1/namespaces/default/pods", { body });
}

/** Returns the kubeconfig with a certificate authority that has signed nothing. */
function withOtherAuthority(text: string): string {
    return text.replace(/certificate-authority-data: .*/, `certificate-authority-data: ${otherAuthority}`);
}
