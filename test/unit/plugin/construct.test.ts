import * as pulumi from "@pulumi/pulumi";
import { ConfigureRequest } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { construct } from "../../../provider/plugin/construct";
import { findClusters } from "../../../provider/plugin/known-clusters";
import { whenConfigured } from "../../../provider/plugin/when-configured";
import { becomePlugin } from "../../../provider/shims/plugin-process";
import { type Registration, recordedProgram, valueOf } from "../support/recorded-program";
import { says } from "../../support/says";

const own = "urn:pulumi:test::shop::pulumi:providers:k3s::default_0_3_0";

let registrations: Registration[];

beforeAll(() => {
    whenConfigured(becomePlugin);
    findClusters("0.3.0");
    const request = new ConfigureRequest();
    request.setUrn(own);
    request.setId("id-of-it");
    ResourceProviderService.configure.requestDeserialize(Buffer.from(request.serializeBinary()));
});

beforeEach(async () => {
    ({ registrations } = await recordedProgram());
});

async function registered(): Promise<Registration[]> {
    await (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
    return registrations;
}

const make = (type: string, inputs: pulumi.Inputs, name = "dev") => construct(name, `k3s:index:${type}`, inputs, {});

/** What Pulumi makes of a reference that comes over the wire. */
function referenceTo(urn: string): unknown {
    const mark = { "4dabf18193072939515e22adb298388d": "5cf8f73096256a8f31e491e813e4eb8e" };
    return pulumi.runtime.deserializeProperty({ ...mark, urn, packageVersion: "0.3.0" });
}

describe("a cluster for a program in another language", () => {
    it("has the component's type, and resources of the plugin that a TypeScript program's become", async () => {
        await make("Cluster", { agents: 1, registry: true });
        const ours = (await registered()).filter(({ type }) => /k3s/.test(type));
        expect(ours.map(({ type }) => type)).toContain("k3s:index:Cluster");
        const parts = ours.filter(({ type }) => !/:(Cluster|AgentPool)$/.test(type));
        expect(parts.length).toBeGreaterThan(10);
        for (const { type, provider, aliases, inputs } of parts) {
            const kind = type.replace("k3s:index:", "");
            expect({ type, provider, aliases }).toEqual({
                type: `k3s:index:${kind}`,
                provider: `${own}::id-of-it`,
                aliases: [{ name: "", type: `pulumi-nodejs:dynamic/k3s:${kind}` }],
            });
            expect(inputs).toHaveProperty("implementation", `v1.${kind}`);
            expect(inputs).not.toHaveProperty("__provider");
        }
    });

    it.each([
        ["as it is", (reference: unknown) => reference],
        ["by an Output", (reference: unknown) => pulumi.output(Promise.resolve(reference))],
    ])("is found by what is made in it, which is given it %s", async (_, given) => {
        const { urn } = await make("Cluster", {});
        const cluster = given(referenceTo(await valueOf(pulumi.output(urn))));
        await make("ServiceEndpoint", { cluster, service: "web", port: 80 }, "web");
        const [target] = (await registered()).filter(({ type }) => type === "k3s:index:EndpointTarget");
        expect(target?.inputs).toMatchObject({ relayContainer: "project-stack-dev-endpoint-web" });
    });

    it("is not found where another provider has made it", async () => {
        const cluster = referenceTo("urn:pulumi:test::shop::k3s:index:Cluster::theirs");
        await expect(make("ServiceEndpoint", { cluster, service: "web", port: 80 }, "web")).rejects.toThrow(
            says('arguments of ServiceEndpoint "web" … not valid:\n cluster … "theirs", which another provider'),
        );
    });

    it("gives outputs, and no resources", async () => {
        const { state } = await make("Cluster", {});
        const values = await valueOf(pulumi.output(state));
        expect(values).toMatchObject({
            name: "dev",
            environment: { K8S_CLUSTER_NAME: "dev", KUBECONFIG: expect.stringMatching(/kubeconfig.yaml$/) as string },
            containerEnvironment: { K8S_CLUSTER_NAME: "dev", KUBECONFIG: "/etc/pulumi-k3s/dev/kubeconfig.yaml" },
        });
        for (const value of Object.values(state)) expect(pulumi.Resource.isInstance(value)).toBe(false);
    });

    it("stands for one of another stack by its handle", async () => {
        const handle = JSON.stringify({ format: 1, name: "theirs", clusterId: "i", nodes: { files: [], agent: {} } });
        const { state } = await make("Cluster", { handle: pulumi.secret(handle) });
        expect(await valueOf(pulumi.output(state.handle as string))).toBe(handle);
        expect((await registered()).map(({ type }) => type)).toContain("k3s:index:SharedCluster");
    });
});

describe("what cannot be made", () => {
    it("is told with the path of each argument", async () => {
        const failure: unknown = await make("Cluster", { agents: -1, apiPort: 0 }).catch((error: unknown) => error);
        expect(failure).toMatchObject({ stack: "" });
        expect((failure as Error).message.split("\n").map((line) => line.trim().split(" ")[0])).toEqual([
            "The",
            "agents",
            "apiPort",
        ]);
        expect(await registered()).toEqual([]);
    });

    it("is a component that there is not", async () => {
        await expect(make("Sandbox", {})).rejects.toThrow("no component k3s:index:Sandbox");
    });
});
