import type { V1Service } from "@kubernetes/client-node";
import { schemeOf } from "../../../provider/model/endpoint-scheme";

const service = (...ports: object[]) => ({ spec: { ports } }) as unknown as V1Service;

it.each([
    ["the port's appProtocol", "shop/web:web", service({ name: "web", port: 80, appProtocol: "https" }), "https"],
    ["one with a prefix", "shop/web:8080", service({ port: 8080, appProtocol: "kubernetes.io/wss" }), "https"],
    ["one that says http", "shop/web:443", service({ port: 443, appProtocol: "http" }), "http"],
    ["one of another protocol, then the port", "shop/web:443", service({ port: 443, appProtocol: "grpc" }), "https"],
    ["the name of a port given by its number", "shop/web:9443", service({ name: "https-web", port: 9443 }), "https"],
    ["where the port leads to", "shop/web:80", service({ port: 80, targetPort: 8443 }), "https"],
    ["another port, which counts nothing", "shop/web:80", service({ port: 80 }, { name: "https", port: 443 }), "http"],
    ["the target alone, by name", "shop/web:https", undefined, "https"],
    ["the target alone, by number", "shop/web:6443", undefined, "https"],
    ["nothing", "shop/web:9898", undefined, "http"],
])("an endpoint's scheme comes from %s", (_, target, its, scheme) => {
    expect(schemeOf(target, its)).toBe(scheme);
});
