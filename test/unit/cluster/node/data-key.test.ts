import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { Cluster, type ClusterArgs } from "../../../../sdk/nodejs";
import { replacingFields } from "../../../../sdk/nodejs/cluster/node/node-container";
import { certificate } from "../../support/certificates";
import { findRegistration as find, type Registration, registrationsOf } from "../../support/recorded-program";

/** A value for every argument, other than its default. A new argument without one does not compile. */
const changes: { [Argument in keyof Required<ClusterArgs>]: ClusterArgs[Argument] } = {
    version: "v1.35.2-k3s1",
    image: "registry.example/node:1",
    agents: 2,
    apiPort: 6500,
    podSubnet: "10.50.0.0/16",
    serviceSubnet: "10.51.0.0/16",
    disable: [],
    server: { extraArgs: ["--debug"] },
    agent: { extraArgs: ["--debug"] },
    hostAliases: [{ ip: "192.168.1.20", hostnames: ["db.example"] }],
    dns: ["10.8.0.2"],
    network: "compose",
    dataVolume: true,
    trust: [new pulumi.asset.StringAsset(certificate)],
    proxy: { https: "http://proxy.example:3128" },
    images: ["app:dev"],
    kubeconfig: { merge: "/nowhere/config" },
    production: {
        kubeconfig:
            "clusters: [{name: a, cluster: {server: https://a}}]\ncontexts: [{name: a, context: {cluster: a}}]\ncurrent-context: a\n",
    },
    registries: { mirrors: { "docker.io": { endpoints: ["https://mirror.example"] } } },
    registry: true,
    timeoutSeconds: 60,
    dockerHost: "tcp://10.0.0.1:2375",
    transform: { server: (args) => ({ ...args, cpuShares: 512, dns: ["10.0.0.2"] }) },
};

function server(registered: Registration[]): string {
    const { inputs } = find(registered, "Container", "dev-server");
    return JSON.stringify(replacingFields(inputs as unknown as docker.ContainerArgs));
}

function dataKey(registered: Registration[]): unknown {
    return find(registered, "Identity").inputs.dataKey;
}

/** Runs a program when it is first asked for, and once. */
function once(program: () => unknown): () => Promise<Registration[]> {
    let running: Promise<Registration[]> | undefined;
    return () => (running ??= registrationsOf(program));
}

const plain = once(() => new Cluster("dev"));
const withVolume = once(() => new Cluster("dev", { dataVolume: true }));

describe("the data key of a cluster without a volume", () => {
    for (const [argument, value] of Object.entries(changes)) {
        it(`changes with ${argument} exactly when the server's container is replaced`, async () => {
            const before = await plain();
            const after = await registrationsOf(() => new Cluster("dev", { [argument]: value }));
            expect(dataKey(after) !== dataKey(before)).toBe(server(after) !== server(before));
        });
    }

    it("stays when only fields change that leave the container in place", async () => {
        const before = await plain();
        const after = await registrationsOf(
            () => new Cluster("dev", { transform: { server: (args) => ({ ...args, memory: 2048, restart: "no" }) } }),
        );
        expect(dataKey(after)).toBe(dataKey(before));
    });

    it("does not hold the cluster's own secrets", async () => {
        expect(dataKey(await plain())).toMatch(/^container:[0-9a-f]{64}$/);
    });
});

describe("the data key of a cluster with a volume", () => {
    for (const [argument, value] of Object.entries(changes)) {
        if (argument === "dataVolume") continue;
        it(`stays when ${argument} changes`, async () => {
            const before = await withVolume();
            const after = await registrationsOf(() => new Cluster("dev", { dataVolume: true, [argument]: value }));
            expect(dataKey(after)).toBe(dataKey(before));
        });
    }

    it("changes with the volume", async () => {
        const before = await registrationsOf(() => new Cluster("dev", { dataVolume: "one" }));
        const after = await registrationsOf(() => new Cluster("dev", { dataVolume: "another" }));
        expect([dataKey(before), dataKey(after)]).toEqual(["volume:one", "volume:another"]);
    });
});
