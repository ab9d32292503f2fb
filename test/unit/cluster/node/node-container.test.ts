import type * as docker from "@pulumi/docker";
import { entrypointScripts } from "../../../../sdk/nodejs/cluster/node/entrypoint";
import {
    type NodeContainerSettings,
    nodeContainerArgs,
    replacingFields,
    withSecrets,
} from "../../../../sdk/nodejs/cluster/node/node-container";

/** What every node's container is: a change of any of it replaces every user's nodes. */
const everyNode = {
    image: "rancher/k3s:v1.34.4-k3s1",
    entrypoints: ["/bin/sh", "/usr/local/bin/pulumi-k3s-entrypoint.sh"],
    privileged: true,
    init: true,
    usernsMode: "host",
    cgroupnsMode: "private",
    restart: "unless-stopped",
    mustRun: false,
    destroyGraceSeconds: 30,
    tmpfs: { "/run": "", "/var/run": "" },
    networkMode: "bridge",
    hosts: [{ host: "host.docker.internal", ip: "host-gateway" }],
    envs: [],
};
const entrypoint = {
    file: "/usr/local/bin/pulumi-k3s-entrypoint.sh",
    content: entrypointScripts["2"],
    permissions: "0755",
};

const server: NodeContainerSettings = {
    role: "server",
    containerName: "shop-dev-k8s-server",
    nodeName: "k8s-server",
    image: "rancher/k3s:v1.34.4-k3s1",
    networkName: "shop-dev-k8s",
    aliases: ["k8s"],
    owner: "shop/dev/k8s#0a1b2c3d",
    command: ["server"],
    ports: [{ internal: 6443, external: 40000, ip: "127.0.0.1", protocol: "tcp" }],
    hostAliases: [],
    dns: { variables: [] },
    files: [],
    proxy: {},
    node: {},
    data: "shop-dev-k8s-data",
};

describe("the container of a node", () => {
    it("is this one for a server", () => {
        const args = withSecrets(nodeContainerArgs(server), {
            clusterId: "0123",
            files: [{ path: "/etc/token", content: "secret" }],
        });
        expect(args).toEqual({
            ...everyNode,
            name: "shop-dev-k8s-server",
            hostname: "k8s-server",
            command: ["server"],
            networksAdvanced: [{ name: "shop-dev-k8s", aliases: ["k8s", "k8s-server"] }],
            ports: [{ internal: 6443, external: 40000, ip: "127.0.0.1", protocol: "tcp" }],
            volumes: [{ containerPath: "/var/lib/rancher/k3s", volumeName: "shop-dev-k8s-data" }],
            uploads: [entrypoint, { file: "/etc/token", content: "secret", permissions: "0600" }],
            labels: [
                { label: "pulumi-k3s.owner", value: "shop/dev/k8s#0a1b2c3d" },
                { label: "pulumi-k3s.role", value: "server" },
                { label: "pulumi-k3s.cluster-id", value: "0123" },
            ],
        });
    });

    it("is this one for an agent", () => {
        const args = nodeContainerArgs({
            role: "agent",
            containerName: "shop-dev-k8s-agent-0",
            nodeName: "k8s-agent-0",
            image: "rancher/k3s:v1.34.4-k3s1",
            networkName: "shop-dev-k8s",
            aliases: [],
            owner: "shop/dev/k8s#0a1b2c3d",
            command: ["agent"],
            hostAliases: [],
            dns: { variables: [] },
            files: [],
            proxy: {},
            node: {},
            ports: [],
            data: undefined,
        });
        expect(withSecrets(args, { clusterId: "0123", files: [] })).toEqual({
            ...everyNode,
            name: "shop-dev-k8s-agent-0",
            hostname: "k8s-agent-0",
            command: ["agent"],
            networksAdvanced: [{ name: "shop-dev-k8s", aliases: ["k8s-agent-0"] }],
            ports: [],
            volumes: [],
            uploads: [entrypoint],
            labels: [
                { label: "pulumi-k3s.owner", value: "shop/dev/k8s#0a1b2c3d" },
                { label: "pulumi-k3s.role", value: "agent" },
                { label: "pulumi-k3s.cluster-id", value: "0123" },
            ],
        });
    });

    it("is given its secrets without a change of what was there", () => {
        const args = nodeContainerArgs(server);
        withSecrets(args, { clusterId: "0123", files: [{ path: "/etc/token", content: "secret" }] });
        expect(args).toEqual(nodeContainerArgs(server));
    });
});

it("fields that are updated in place are none of those that replace a container", () => {
    const args = {
        ...nodeContainerArgs(server),
        memory: 2048,
        memorySwap: 2048,
        cpuShares: 512,
    } as docker.ContainerArgs;
    const all = Object.keys(args);
    const replacing = Object.keys(replacingFields(args));
    expect(all.filter((field) => !replacing.includes(field)).sort()).toEqual([
        "cpuShares",
        "destroyGraceSeconds",
        "memory",
        "memorySwap",
        "mustRun",
        "restart",
    ]);
});
