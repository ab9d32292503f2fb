import { type Cluster, ServiceEndpoint, type ServiceEndpointArgs } from "../../../sdk/nodejs";
import { checkServiceEndpointArgs } from "../../../sdk/nodejs/endpoint/service-endpoint-args";
import { messageOf, refusalOf } from "../support/refusal";
import { says } from "../../support/says";

const cluster = { name: "dev", core: { nodes: { taken: { aliases: [] } } } } as unknown as Cluster;
const least = { cluster, service: "podinfo", port: 80 };

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ cluster: {} }, "cluster … Cluster … package"],
    [{ service: undefined }, "service must be a DNS label"],
    [{ service: "" }, "service must be a DNS label"],
    [{ service: " " }, "service must be a DNS label"],
    [{ port: undefined }, "port … integer … 1 to 65535 … port name"],
    [{ port: 0 }, "port … integer … 1 to 65535 … port name"],
    [{ port: 65536 }, "port … integer … 1 to 65535 … port name"],
    [{ port: "80" }, "port … integer … 1 to 65535 … port name"],
    [{ port: "a-name-that-is-long" }, "port … integer … 1 to 65535 … port name"],
    [{ namespace: "" }, "namespace must be a DNS label"],
    [{ namespace: " " }, "namespace must be a DNS label"],
    [{ protocol: "tcp" }, 'protocol … "TCP" … "UDP" … "tcp"'],
    [{ protocol: "SCTP" }, 'protocol … "TCP" … "UDP" … "SCTP"'],
    [{ scheme: "" }, 'scheme … URL scheme … "http" … ""'],
    [{ scheme: "http://" }, 'scheme … URL scheme … "http" … "http://"'],
    [{ hostPort: 0 }, "hostPort … integer … 1 to 65535 … 0"],
    [{ hostPort: 70000 }, "hostPort … integer … 1 to 65535 … 70000"],
    [{ via: "pod" }, 'via … "node" … "api" … "pod"'],
    [{ via: "api", protocol: "UDP" }, 'protocol … "TCP" … via … "api" … "UDP"'],
    [{ forContainers: true }, 'forContainers is only for via: "api"'],
    [{ via: "api", forContainers: "yes" }, "forContainers must be true or false"],
    [{ timeoutSeconds: 0 }, "timeoutSeconds … number … seconds … more … 0 and … most 86400 … 0"],
    [{ hostport: 1 }, 'hostport … not … argument … you mean "hostPort"?'],
];

const accepted: Partial<ServiceEndpointArgs>[] = [
    {},
    { port: 1 },
    { port: 65535 },
    { port: "http-web" },
    { namespace: "shop" },
    { protocol: "UDP" },
    { scheme: "postgres" },
    { hostPort: 1 },
    { hostPort: 65535 },
    { via: "node" },
    { via: "api" },
    { via: "api", forContainers: true },
    { timeoutSeconds: 86400 },
];

describe("the arguments of a ServiceEndpoint", () => {
    it.each(refused)("refuse %j and register nothing", async (args, message) => {
        expect(await refusalOf(() => new ServiceEndpoint("web", { ...least, ...args }))).toMatch(says(message));
    });

    it.each(["", "Web", "a.b"])("refuse the name %j, because containers reach the endpoint by it", async (name) => {
        expect(await refusalOf(() => new ServiceEndpoint(name, least))).toMatch(/^name must be a DNS label/);
    });

    it.each(["dev", "dev-server", "dev-agent-12", "dev-gpu-0", "dev-gpu-large-3"])(
        "refuse the name %j, which the cluster or a node has on the network",
        async (name) => {
            expect(await refusalOf(() => new ServiceEndpoint(name, least))).toBe(
                `name is "${name}", which is the name of the cluster or of one of its nodes`,
            );
        },
    );

    it('accept any such name with via: "api", which takes none on the network', () => {
        expect(messageOf(() => checkServiceEndpointArgs("dev-server", { ...least, via: "api" }))).toBe("");
    });

    it.each(["server", "agent-0", "web-0", "dev-web", "dev-0", "dev-web-v2", "devel-web-0", "dev-registry"])(
        "accept the name %j",
        (name) => {
            expect(messageOf(() => checkServiceEndpointArgs(name, least))).toBe("");
        },
    );

    it.each(accepted)("accept %j", (args) => {
        expect(messageOf(() => checkServiceEndpointArgs("web", { ...least, ...args }))).toBe("");
    });
});
