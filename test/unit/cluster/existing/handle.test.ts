import * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, type ClusterArgs, ServiceEndpoint } from "../../../../sdk/nodejs";
import { readHandle } from "../../../../sdk/nodejs/cluster/existing/handle";
import {
    findRegistration as find,
    recordedProgram,
    type Registration,
    registrationsOf,
    valueOf,
} from "../../support/recorded-program";
import { messageOf, settled } from "../../support/refusal";
import { childrenOf, isSecret, shapeOf } from "../../support/shape";

const kubeconfig = JSON.stringify({
    clusters: [{ name: "eu", cluster: { server: "https://eu.example:6443" } }],
    contexts: [{ name: "shop", context: { cluster: "eu", user: "deployer" } }],
    users: [{ name: "deployer", user: { token: "t0ken" } }],
    "current-context": "shop",
});

/** The handle of a cluster, as its stack exports it. */
async function handleOf(args: ClusterArgs = {}, config = {}): Promise<string> {
    await recordedProgram();
    pulumi.runtime.setAllConfig(config);
    const text = await valueOf(new Cluster("dev", args).handle);
    await settled();
    return text;
}

const inProduction = { "k3s:target": "production" };
const used = (handle: string, config = {}): Promise<Registration[]> =>
    registrationsOf(() => Cluster.get("shop", { handle }), config);

describe("the handle of a cluster", () => {
    it("is a secret, and has what another stack needs", async () => {
        await recordedProgram();
        pulumi.runtime.setAllConfig({});
        const { handle } = new Cluster("dev", { registry: true, images: ["app:1"] });
        expect(await pulumi.isSecret(handle)).toBe(true);
        expect(JSON.parse(await valueOf(handle))).toMatchObject({
            format: 1,
            name: "dev",
            clusterId: "cluster-id",
            timeoutSeconds: 300,
            nodes: {
                serverContainer: "project-stack-dev-server",
                agentToken: "agent-token",
                serviceSubnet: "10.43.0.0/16",
                images: ["app:1"],
                files: [{ path: "/etc/rancher/k3s/registries.yaml" }],
            },
        });
        await settled();
    });

    it("has nothing of Docker in production", async () => {
        const handle = JSON.parse(await handleOf({ production: { kubeconfig } }, inProduction)) as object;
        expect(handle).not.toHaveProperty("nodes");
        expect(handle).toMatchObject({ format: 1, apiUrl: "https://eu.example:6443" });
    });
});

describe("a cluster that is got by its handle", () => {
    it("is looked at, and nothing is made for it but the way there", async () => {
        const registered = await used(await handleOf());
        expect(shapeOf(childrenOf(registered, "Cluster shop"))).toEqual([
            "KubeconfigFiles shop-kubeconfig-files",
            "SharedCluster shop-shared",
            "SharedClusterReady shop-ready",
            "Target shop-target",
            "docker-Provider shop",
            "kubernetes-Provider shop",
        ]);
        expect(find(registered, "SharedCluster").inputs).toMatchObject({
            serverContainer: "project-stack-dev-server",
            namePrefix: "project-stack-shop",
        });
    });

    it("marks no other part of it as secret than its credentials", async () => {
        const registered = await used(await handleOf());
        const { inputs } = find(registered, "SharedCluster");
        expect(Object.values(inputs).filter(isSecret)).toEqual([]);
        expect(isSecret(find(registered, "SharedClusterReady").inputs.kubeconfig)).toBe(true);
    });

    it("takes over no object of others, and can be gone when its objects are deleted", async () => {
        const provider = (await used(await handleOf())).find(({ type }) => type === "pulumi:providers:kubernetes");
        expect(provider?.inputs).toMatchObject({ context: "dev", deleteUnreachable: "true" });
        expect(provider?.inputs.upsertExistingObjects).toBeUndefined();
    });

    it("takes agents, which join the server by the name that its own stack gave it", async () => {
        const handle = await handleOf();
        const registered = await registrationsOf(() => {
            new AgentPool("batch", { cluster: Cluster.get("shop", { handle }) });
        });
        const { inputs } = find(registered, "Container", "shop-batch-0");
        expect(inputs).toMatchObject({ name: "project-stack-shop-batch-0", hostname: "shop-batch-0" });
        expect(JSON.stringify(inputs.command)).toContain("--server=https://dev:6443");
    });

    it("gives its agents the resolvers that the others have", async () => {
        const agentOf = async (args?: ClusterArgs) => {
            const handle = await handleOf(args);
            const registered = await registrationsOf(() => {
                new AgentPool("batch", { cluster: Cluster.get("shop", { handle }) });
            });
            const { envs, dns } = find(registered, "Container", "shop-batch-0").inputs;
            return { envs: (envs as { value?: unknown }).value ?? envs, dns };
        };
        expect(await agentOf()).toEqual({ envs: [], dns: undefined });
        expect(await agentOf({ dns: "k3s" })).toEqual({ envs: ["POD_RESOLVER=k3s"], dns: undefined });
        expect(await agentOf({ dns: ["10.8.0.2"] })).toEqual({ envs: [], dns: ["10.8.0.2"] });
    });

    it("keeps the environment of its agents a secret, as there may be one in it", async () => {
        const handle = await handleOf({
            agent: { environment: { HTTPS_PROXY: pulumi.secret("http://me:s3cret@proxy") } },
        });
        const registered = await registrationsOf(() => {
            new AgentPool("batch", { cluster: Cluster.get("shop", { handle }) });
        });
        expect(isSecret(find(registered, "Container", "shop-batch-0").inputs.envs)).toBe(true);
    });

    it("is the production cluster of the other stack, where that is this one's target too", async () => {
        const handle = await handleOf({ production: { kubeconfig } }, inProduction);
        const registered = await registrationsOf(() => {
            const cluster = Cluster.get("shop", { handle });
            new ServiceEndpoint("web", { cluster, service: "web", port: 80 });
        }, inProduction);
        expect(shapeOf(childrenOf(registered, "Cluster shop"))).toContain("ProductionCluster shop-production");
        expect(shapeOf(childrenOf(registered, "ServiceEndpoint web"))).toContain("PublishedAddress web-address");
    });
});

describe("what is no handle", () => {
    const get = (handle: pulumi.Input<string>) => Cluster.get("shop", { handle });

    it.each([
        ["is not one", "apiVersion: v1 # s3cret", "must be the handle of a Cluster"],
        [
            "is of another version",
            '{"format":2,"token":"s3cret"}',
            "is of another version of pulumi-k3s (form 2, and this",
        ],
        ["is of a production cluster", '{"format":1,"token":"s3cret"}', "is of a cluster whose target is production"],
    ])(
        "because it %s, is refused without a word of its content, at once or when it is known",
        async (_, text, message) => {
            await recordedProgram();
            pulumi.runtime.setAllConfig({});
            const refusal = messageOf(() => get(text));
            expect(refusal).toContain(`handle ${message}`);
            expect(refusal).not.toContain("s3cret");
            // An Output is read by the same when it is known.
            expect(readHandle(text, "local")).toEqual({ path: "handle", message: refusal.replace("handle ", "") });
        },
    );

    it("is refused by the rules of arguments", () => {
        expect(messageOf(() => get(1 as unknown as string))).toContain("handle must be text that is not blank");
        expect(messageOf(() => Cluster.get("shop", { handel: "x" } as never))).toContain('did you mean "handle"?');
    });
});
