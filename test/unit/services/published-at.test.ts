import type { V1Ingress, V1Service } from "@kubernetes/client-node";
import { isPublished, publishedAt } from "../../../provider/services/published-at";

const port = { servicePort: 8080, portName: "http" };
const service = (type: string, ingress: object[] = []) =>
    ({
        metadata: { name: "web", namespace: "shop" },
        spec: { type },
        status: { loadBalancer: { ingress } },
    }) as unknown as V1Service;
const clusterIp = service("ClusterIP");

function ingress(rule: object, spec: object = {}, addresses: object[] = []) {
    const backend = { service: { name: "web", port: { number: 8080 } } };
    const { host, ...path } = { host: "shop.example", path: "/", pathType: "Prefix", backend, ...rule };
    return {
        spec: { rules: [{ host, http: { paths: [path] } }], ...spec },
        status: { loadBalancer: { ingress: addresses } },
    } as unknown as V1Ingress;
}

describe("a LoadBalancer", () => {
    it.each([
        [[{ ip: "203.0.113.7" }], "203.0.113.7"],
        [[{ ip: "2001:db8::7" }], "[2001:db8::7]"],
        [[{ hostname: "lb.example" }, { ip: "203.0.113.7" }], "lb.example"],
    ])("is published at %j", (addresses, host) => {
        expect(publishedAt(service("LoadBalancer", addresses), port, [])).toEqual({ host, port: 8080, path: "" });
    });

    it("is awaited until it has an address", () => {
        expect(publishedAt(service("LoadBalancer"), port, [])).toBeUndefined();
        expect(isPublished(service("LoadBalancer"), port, [])).toBe(true);
    });
});

describe("an Ingress", () => {
    it.each([
        ["by number", {}, {}, { host: "shop.example", scheme: "http", port: 80, path: "" }],
        ["by name", { backend: { service: { name: "web", port: { name: "http" } } } }, {}, { path: "" }],
        ["on a path", { path: "/web/" }, {}, { path: "/web" }],
        ["on an expression", { path: "/web(/|$)(.*)" }, {}, { path: "" }],
        ["with TLS for its host", {}, { tls: [{ hosts: ["shop.example"] }] }, { scheme: "https", port: 443 }],
        ["with TLS for all hosts", {}, { tls: [{}] }, { scheme: "https", port: 443 }],
        ["with TLS for another host", {}, { tls: [{ hosts: ["blog.example"] }] }, { scheme: "http", port: 80 }],
    ])("publishes a Service that it leads to %s", (_, rule, spec, expected) => {
        expect(publishedAt(clusterIp, port, [ingress(rule, spec)])).toMatchObject(expected);
    });

    it.each([
        ["without a host", { host: undefined }],
        ["for a wildcard", { host: "*.example" }],
    ])("%s is at its own address, once it has one", (_, rule) => {
        expect(publishedAt(clusterIp, port, [ingress(rule)])).toBeUndefined();
        expect(isPublished(clusterIp, port, [ingress(rule)])).toBe(true);
        expect(publishedAt(clusterIp, port, [ingress(rule, {}, [{ ip: "203.0.113.8" }])])?.host).toBe("203.0.113.8");
    });

    it("publishes by its default backend", () => {
        const backend = { service: { name: "web", port: { number: 8080 } } };
        const all = ingress({}, { rules: [], defaultBackend: backend }, [{ hostname: "in.example" }]);
        expect(publishedAt(clusterIp, port, [all])).toEqual({ host: "in.example", port: 80, scheme: "http", path: "" });
    });

    it.each([
        ["another Service", { name: "api", port: { number: 8080 } }],
        ["another port", { name: "web", port: { number: 9090 } }],
        ["a port of another name", { name: "web", port: { name: "metrics" } }],
    ])("of %s publishes nothing", (_, backend) => {
        const other = ingress({ backend: { service: backend } });
        expect(publishedAt(clusterIp, port, [other])).toBeUndefined();
        expect(isPublished(clusterIp, port, [other])).toBe(false);
        expect(isPublished(clusterIp, { servicePort: 8080 }, [other])).toBe(false);
    });
});
