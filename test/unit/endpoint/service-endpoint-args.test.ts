import { type Cluster, ServiceEndpoint, type ServiceEndpointArgs } from "../../../sdk/nodejs";
import { checkServiceEndpointArgs } from "../../../sdk/nodejs/endpoint/service-endpoint-args";
import { messageOf, refusalOf } from "../support/refusal";

const cluster = { name: "dev", core: { nodes: { taken: { aliases: [] } } } } as unknown as Cluster;
const least = { cluster, service: "podinfo", port: 80 };

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ cluster: {} }, "cluster must be a Cluster of this package"],
    [{ service: undefined }, "service must be a DNS label"],
    [{ service: "" }, "service must be a DNS label"],
    [{ service: " " }, "service must be a DNS label"],
    [{ port: undefined }, "port must be an integer from 1 to 65535; or a port name"],
    [{ port: 0 }, "port must be an integer from 1 to 65535; or a port name"],
    [{ port: 65536 }, "port must be an integer from 1 to 65535; or a port name"],
    [{ port: "80" }, "port must be an integer from 1 to 65535; or a port name"],
    [{ port: "a-name-that-is-long" }, "port must be an integer from 1 to 65535; or a port name"],
    [{ namespace: "" }, "namespace must be a DNS label"],
    [{ namespace: " " }, "namespace must be a DNS label"],
    [{ protocol: "tcp" }, 'protocol must be "TCP" or "UDP", but is "tcp"'],
    [{ protocol: "SCTP" }, 'protocol must be "TCP" or "UDP", but is "SCTP"'],
    [{ scheme: "" }, 'scheme must be a URL scheme such as "http", but is ""'],
    [{ scheme: "http://" }, 'scheme must be a URL scheme such as "http", but is "http://"'],
    [{ hostPort: 0 }, "hostPort must be an integer from 1 to 65535, but is 0"],
    [{ hostPort: 70000 }, "hostPort must be an integer from 1 to 65535, but is 70000"],
    [{ via: "pod" }, 'via must be "node" or "api", but is "pod"'],
    [{ via: "api", protocol: "UDP" }, 'protocol must be "TCP" with via: "api", but is "UDP"'],
    [{ forContainers: true }, 'forContainers is only for via: "api"'],
    [{ via: "api", forContainers: "yes" }, "forContainers must be true or false"],
    [{ timeoutSeconds: 0 }, "timeoutSeconds must be a number of seconds, more than 0 and at most 86400, but is 0"],
    [{ hostport: 1 }, 'hostport is not an argument; did you mean "hostPort"?'],
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
        expect(await refusalOf(() => new ServiceEndpoint("web", { ...least, ...args }))).toContain(message);
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
