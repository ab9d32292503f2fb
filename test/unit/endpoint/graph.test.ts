import { forwarderFolder } from "../../../shared/forwarder-paths";
import { Cluster, ServiceEndpoint, type ServiceEndpointArgs } from "../../../sdk/nodejs";
import { relayScript } from "../../../sdk/nodejs/endpoint/relay";
import { findRegistration as find, registrationsOf, valueOf } from "../support/recorded-program";
import { childrenOf, shapeOf, urnLabel } from "../support/shape";

const registered = (args: Partial<ServiceEndpointArgs> = {}) =>
    registrationsOf(
        () => new ServiceEndpoint("web", { cluster: new Cluster("dev"), service: "podinfo", port: 80, ...args }),
    );

async function urls(args: Partial<ServiceEndpointArgs> = {}): Promise<[string, string | undefined, number]> {
    let endpoint: ServiceEndpoint | undefined;
    await registrationsOf(() => {
        endpoint = new ServiceEndpoint("web", { cluster: new Cluster("dev"), service: "podinfo", port: 80, ...args });
    });
    if (!endpoint) throw new Error("there is no endpoint");
    return Promise.all([valueOf(endpoint.url), valueOf(endpoint.containerUrl), valueOf(endpoint.hostPort)]);
}

describe("a ServiceEndpoint", () => {
    it("is one component of target, port, relay and proof", async () => {
        const all = await registered();
        expect(shapeOf(childrenOf(all, "ServiceEndpoint web"))).toEqual([
            "Container web",
            "EndpointReady web-ready",
            "EndpointTarget web-target",
            "HostPort web-port",
        ]);
    });

    it("looks for its Service only once the cluster is ready", async () => {
        const { dependencies } = find(await registered(), "EndpointTarget");
        expect(dependencies.map(urnLabel)).toContain("kubernetes-Provider dev");
    });

    it("takes what it is given, and has these defaults", async () => {
        expect(find(await registered(), "EndpointTarget").inputs).toMatchObject({
            namespace: "default",
            service: "podinfo",
            port: 80,
            protocol: "TCP",
            timeoutSeconds: 120,
            relayContainer: "project-stack-dev-endpoint-web",
        });
        const given = { namespace: "shop", port: "http", protocol: "UDP", timeoutSeconds: 5 } as const;
        expect(find(await registered(given), "EndpointTarget").inputs).toMatchObject(given);
    });

    it("has a relay with no rights but over its own network, on the loopback address; a change of it replaces every relay", async () => {
        expect(find(await registered({ hostPort: 8080 }), "Container", "web").inputs).toEqual({
            name: "project-stack-dev-endpoint-web",
            image: "rancher/k3s:v1.36.0-k3s1",
            entrypoints: ["/bin/sh", "-c"],
            command: [relayScript, "relay", "tcp", "80", "10.43.0.9", "10.43.0.0/16", "dev"],
            init: true,
            restart: "unless-stopped",
            mustRun: false,
            readOnly: true,
            tmpfs: { "/run": "" },
            capabilities: { adds: ["CAP_NET_ADMIN"], drops: ["ALL"] },
            sysctls: { "net.ipv4.ip_forward": "1" },
            memory: 32,
            memorySwap: 32,
            networkMode: "bridge",
            networksAdvanced: [{ name: "project-stack-dev", aliases: ["web"] }],
            ports: [{ internal: 80, external: 8080, ip: "127.0.0.1", protocol: "tcp" }],
            labels: [
                { label: "pulumi-k3s.owner", value: "shop/test/dev#0a1b2c3d" },
                { label: "pulumi-k3s.role", value: "relay" },
                { label: "pulumi-k3s.endpoint", value: "web" },
                { label: "pulumi-k3s.target", value: "default/podinfo:80" },
            ],
        });
    });

    it("carries UDP as UDP", async () => {
        const { inputs } = find(await registered({ protocol: "UDP" }), "Container", "web");
        expect((inputs.ports as { protocol: string }[])[0]?.protocol).toBe("udp");
        expect((inputs.command as string[])[2]).toBe("udp");
    });

    it("has a URL for this machine and one for containers", async () => {
        expect(await urls()).toEqual(["http://127.0.0.1:40000", "http://web:80", 40_000]);
    });

    it("keeps the port it is given", async () => {
        expect(await urls({ hostPort: 8080 })).toEqual(["http://127.0.0.1:8080", "http://web:80", 8080]);
    });

    it("takes a scheme over the one that the port suggests", async () => {
        expect((await urls({ scheme: "https" }))[0]).toBe("https://127.0.0.1:40000");
        expect((await urls({ protocol: "UDP" }))[0]).toBe("udp://127.0.0.1:40000");
    });

    it("may be one of many in a cluster", async () => {
        const all = await registrationsOf(() => {
            const cluster = new Cluster("dev");
            for (const name of ["one", "two"]) new ServiceEndpoint(name, { cluster, service: "podinfo", port: 80 });
        });
        const relays = all.filter(({ type, name }) => type.endsWith(":Container") && name !== "dev-server");
        expect(relays.map(({ inputs }) => inputs.name)).toEqual([
            "project-stack-dev-endpoint-one",
            "project-stack-dev-endpoint-two",
        ]);
    });
});

describe('a ServiceEndpoint via: "api"', () => {
    const api = { via: "api" } as const;

    it("is one component of target, port and forward, without a container", async () => {
        expect(shapeOf(childrenOf(await registered(api), "ServiceEndpoint web"))).toEqual([
            "EndpointTarget web-target",
            "Forward web-forward",
            "HostPort web-forward-port",
        ]);
    });

    it("forwards by the process of its cluster, which Docker has no part in", async () => {
        const all = await registered({ ...api, namespace: "shop", timeoutSeconds: 5 });
        expect(find(all, "EndpointTarget").inputs).not.toHaveProperty("relayContainer");
        const { folder, root, cluster, ...forward } = find(all, "Forward").inputs;
        expect(cluster).toMatch(/\/dev$/);
        expect(folder).toBe(forwarderFolder(root as string, cluster as string));
        expect(find(all, "HostPort", "web-forward-port").inputs).toMatchObject({ forwarderFolder: folder });
        expect(forward).toMatchObject({
            name: "web",
            namespace: "shop",
            service: "podinfo",
            port: 80,
            hostPort: 40_000,
            forContainers: false,
            timeoutSeconds: 5,
        });
    });

    it("has a URL for containers where that is asked", async () => {
        expect(await urls(api)).toEqual(["http://127.0.0.1:40000", undefined, 40_000]);
        expect(await urls({ ...api, forContainers: true, scheme: "https" })).toEqual([
            "https://127.0.0.1:40000",
            "https://host.docker.internal:40000",
            40_000,
        ]);
    });
});
