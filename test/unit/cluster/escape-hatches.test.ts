import * as docker from "@pulumi/docker";
import * as kubernetes from "@pulumi/kubernetes";
import { AgentPool, Cluster, type ClusterArgs, HelmRelease, Manifest, ServiceEndpoint } from "../../../sdk/nodejs";
import { findRegistration as find, type Registration, registrationsOf, valueOf } from "../support/recorded-program";
import { messageOf } from "../support/refusal";
import { urnLabel } from "../support/shape";
import { says } from "../../support/says";

const chart = { chart: "podinfo", repo: "https://charts.example" };
const service = { service: "podinfo", port: 80 };
const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "greeting" } };

/** Registers a cluster and what is made for it. */
async function withCluster<Made>(make: (cluster: Cluster) => Made, args: ClusterArgs = {}) {
    let made: { result: Made } | undefined;
    const registrations = await registrationsOf(() => {
        made = { result: make(new Cluster("dev", args)) };
    });
    if (!made) throw new Error("the program has not run");
    return { registrations, made: made.result };
}

const containerWith = (limit: number) => (args: docker.ContainerArgs) => ({ ...args, shmSize: limit });
const shmSizeOf = (all: Registration[], name: string) => find(all, "Container", name).inputs.shmSize;

describe("transform", () => {
    it("adjusts every resource that a cluster makes", async () => {
        const { registrations } = await withCluster(() => undefined, {
            agents: 1,
            dataVolume: true,
            registry: true,
            transform: {
                server: containerWith(1),
                agent: containerWith(2),
                registry: containerWith(3),
                volume: (args) => ({ ...args, driver: "nfs" }),
                image: (args) => ({ ...args, keepLocally: false }),
                dockerProvider: (args) => ({ ...args, registryAuth: [{ address: "ghcr.io", username: "dev" }] }),
                provider: (args) => ({ ...args, namespace: "shop" }),
            },
        });
        expect(shmSizeOf(registrations, "dev-server")).toBe(1);
        expect(shmSizeOf(registrations, "dev-agent-0")).toBe(2);
        expect(shmSizeOf(registrations, "dev-registry")).toBe(3);
        const volumes = registrations.filter(({ type }) => type.endsWith(":Volume"));
        expect(volumes.map(({ name, inputs }) => `${name} ${String(inputs.driver)}`).sort()).toEqual([
            "dev-agent-0-data nfs",
            "dev-data nfs",
            "dev-registry nfs",
        ]);
        const images = registrations.filter(({ type }) => type.endsWith(":RemoteImage"));
        expect(images.map(({ name, inputs }) => `${name} ${String(inputs.keepLocally)}`).sort()).toEqual([
            "dev false",
            "dev-registry false",
        ]);
        expect(find(registrations, "docker", "dev").inputs.registryAuth).toContain("ghcr.io");
        expect(find(registrations, "kubernetes", "dev").inputs.namespace).toBe("shop");
    });

    it("of a pool comes before the cluster's for agents", async () => {
        const { registrations } = await withCluster(
            (cluster) => [
                new AgentPool("own", { cluster, transform: containerWith(5) }),
                new AgentPool("plain", { cluster }),
            ],
            { transform: { agent: containerWith(2) } },
        );
        expect(shmSizeOf(registrations, "dev-own-0")).toBe(5);
        expect(shmSizeOf(registrations, "dev-plain-0")).toBe(2);
    });

    it("adjusts a relay, a release and each object of a manifest", async () => {
        const { registrations } = await withCluster((cluster) => [
            new ServiceEndpoint("web", { cluster, ...service, transform: containerWith(7) }),
            new HelmRelease("podinfo", { cluster, ...chart, transform: (args) => ({ ...args, lint: true }) }),
            new Manifest("app", {
                cluster,
                objects: [configMap],
                transform: (object) => ({ ...object, metadata: { ...object.metadata, namespace: "shop" } }),
            }),
        ]);
        expect(shmSizeOf(registrations, "web")).toBe(7);
        expect(find(registrations, "Release").inputs.lint).toBe(true);
        expect(find(registrations, "ConfigMap", "dev:shop/greeting").inputs.metadata).toMatchObject({
            namespace: "shop",
        });
    });

    it("may be a part that is laid over the arguments, or change them where they are", async () => {
        const registrations = await registrationsOf(() => {
            const cluster = new Cluster("dev", { transform: { server: { shmSize: 7 } } });
            new HelmRelease("podinfo", {
                cluster,
                ...chart,
                transform: (args) => {
                    args.lint = true;
                },
            });
        });
        expect(shmSizeOf(registrations, "dev-server")).toBe(7);
        expect(find(registrations, "Release").inputs).toMatchObject({ lint: true, name: "podinfo" });
    });

    it("has to return arguments where it returns something", async () => {
        const number = (() => 1) as unknown as <Args>(args: Args) => Args;
        await registrationsOf(() => {
            const cluster = new Cluster("dev");
            expect(() => new HelmRelease("podinfo", { cluster, ...chart, transform: number })).toThrow(
                says('transform … release "podinfo" returned 1 … return … arguments … change'),
            );
            expect(messageOf(() => new Manifest("app", { cluster, objects: [configMap], transform: number }))).toMatch(
                says("objects[0] … after transform … no object … apiVersion … kind … metadata"),
            );
        });
    });

    it("has to be a function, and of a forward there is nothing to adjust", async () => {
        await registrationsOf(() => {
            const cluster = new Cluster("dev");
            const text = "args" as unknown as <Args>(args: Args) => Args;
            expect(messageOf(() => new AgentPool("own", { cluster, transform: text }))).toContain("transform");
            expect(
                messageOf(
                    () => new ServiceEndpoint("web", { cluster, ...service, via: "api", transform: containerWith(7) }),
                ),
            ).toMatch(says('transform adjusts … relay … via … "api" … not'));
        });
    });
});

describe("what a component is made of", () => {
    it("is there as properties", async () => {
        const { made } = await withCluster(
            (cluster) => ({
                cluster,
                pool: new AgentPool("gpu", { cluster, count: 2 }),
                web: new ServiceEndpoint("web", { cluster, ...service }),
                forwarded: new ServiceEndpoint("forwarded", { cluster, ...service, via: "api" }),
                podinfo: new HelmRelease("podinfo", { cluster, ...chart }),
                app: new Manifest("app", { cluster, objects: [configMap] }),
            }),
            { agents: 1, dataVolume: true, registry: true },
        );
        const { cluster, pool, web, forwarded, podinfo, app } = made;
        const parts = cluster.docker;
        const resources = await valueOf(app.resources);
        const named = [
            ...[parts?.server, parts?.dataVolume, parts?.registry, parts?.image, parts?.provider],
            ...[...pool.containers, ...(cluster.agentPool?.containers ?? []), web.relay, podinfo.release],
            resources["ConfigMap/default/greeting"],
        ];
        expect(forwarded.relay).toBeUndefined();
        const urns = await Promise.all(named.map(async (its) => its && urnLabel(await valueOf(its.urn))));
        expect(urns).toEqual([
            ...["Container dev-server", "Volume dev-data", "Container dev-registry", "RemoteImage dev"],
            "docker-Provider dev",
            ...["Container dev-gpu-0", "Container dev-gpu-1", "Container dev-agent-0", "Container web"],
            "Release podinfo",
            "ConfigMap dev:default/greeting",
        ]);
    });
});

describe("resource options", () => {
    it("pass a Kubernetes provider to a release and to objects, which still wait for the cluster", async () => {
        const { registrations } = await withCluster((cluster) => {
            const provider = new kubernetes.Provider("mine", { kubeconfig: cluster.kubeconfig });
            return [
                new HelmRelease("podinfo", { cluster, ...chart }, { provider }),
                new Manifest("app", { cluster, objects: [configMap] }, { providers: [provider] }),
            ];
        });
        for (const one of [find(registrations, "Release"), find(registrations, "ConfigMap")]) {
            expect(urnLabel(one.provider)).toBe("kubernetes-Provider mine");
            expect(one.dependencies.map(urnLabel)).toContain("kubernetes-Provider dev");
        }
    });

    it("have no place for a Docker provider, which would be passed over", async () => {
        await registrationsOf(() => {
            const provider = new docker.Provider("mine", { host: "ssh://elsewhere" });
            const cluster = new Cluster("dev");
            const told = [
                () => new Cluster("other", {}, { provider }),
                () => new AgentPool("gpu", { cluster }, { providers: { docker: provider } }),
                () => new ServiceEndpoint("web", { cluster, ...service }, { providers: [provider] }),
            ].map((make) => messageOf(make));
            for (const message of told) {
                expect(message).toMatch(says("options.provider … docker.Provider … cluster makes … own"));
            }
        });
    });

    it("of a protected component protect what is in it", async () => {
        let server: docker.Container | undefined;
        await registrationsOf(() => {
            server = new Cluster("dev", {}, { protect: true }).docker?.server;
        });
        expect((server as unknown as { __protect: boolean }).__protect).toBe(true);
    });
});
