import { forwarderFolder } from "../../../shared/forwarder-paths";
import { Cluster, HostService, type HostServiceArgs } from "../../../sdk/nodejs";
import { findRegistration as find, registrationsOf, valueOf } from "../support/recorded-program";
import { childrenOf, shapeOf, urnLabel } from "../support/shape";

let service: HostService;

const registered = (args: Partial<HostServiceArgs> = {}) =>
    registrationsOf(() => {
        service = new HostService("desk", { cluster: new Cluster("dev"), hostPort: 3000, ...args });
    });

describe("a HostService", () => {
    it("is one component of address, port, Service and forward", async () => {
        expect(shapeOf(childrenOf(await registered(), "HostService desk"))).toEqual([
            "EndpointSlice desk",
            "HostAddress desk-address",
            "HostForward desk-forward",
            "HostPort desk-port",
            "Service desk",
        ]);
    });

    it("is a Service without a selector, whose slice leads to the forwarder's port", async () => {
        const all = await registered({ port: 80, namespace: "shop" });
        const { inputs, deletedWith } = find(all, "Service");
        expect(inputs).toMatchObject({
            metadata: { name: "desk", namespace: "shop", annotations: { "pulumi.com/skipAwait": "true" } },
            spec: { ports: [{ port: 80, targetPort: 40_000, protocol: "TCP" }] },
        });
        expect(inputs).not.toHaveProperty("spec.selector");
        expect(urnLabel(deletedWith)).toBe("Identity dev-identity");
        expect(find(all, "EndpointSlice").inputs).toMatchObject({
            metadata: { namespace: "shop", labels: { "kubernetes.io/service-name": "desk" } },
            ports: [{ name: "", port: 40_000 }],
        });
    });

    it("is forwarded by the process of its cluster, once the Service is there", async () => {
        const all = await registered({ port: 80 });
        const { inputs, dependencies } = find(all, "HostForward");
        const { folder, root, cluster, ...forward } = inputs;
        expect(folder).toBe(forwarderFolder(root as string, cluster as string));
        expect(find(all, "HostPort", "desk-port").inputs).toMatchObject({ forwarderFolder: folder });
        expect(forward).toMatchObject({ name: "desk", servicePort: 80, hostPort: 3000, forwardPort: 40_000 });
        expect(dependencies.map(urnLabel)).toEqual(expect.arrayContaining(["Service desk", "EndpointSlice desk"]));
    });

    it("has the port of the process and the namespace default unless it is said otherwise", async () => {
        await registered();
        expect(await Promise.all([service.port, service.namespace, service.host].map(valueOf<unknown>))).toEqual([
            3000,
            "default",
            "desk.default.svc",
        ]);
    });
});
