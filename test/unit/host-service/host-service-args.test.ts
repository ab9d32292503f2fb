import { type Cluster, HostService, type HostServiceArgs } from "../../../sdk/nodejs";
import { checkHostServiceArgs } from "../../../sdk/nodejs/host-service/host-service-args";
import { messageOf, refusalOf } from "../support/refusal";

const cluster = { name: "dev", core: { nodes: {} } } as unknown as Cluster;
const least = { cluster, hostPort: 3000 };

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ cluster: {} }, "cluster must be a Cluster of this package"],
    [{ cluster: { name: "live", core: {} } }, "cluster is a production cluster, whose pods do not reach this machine"],
    [{ hostPort: undefined }, "hostPort must be an integer from 1 to 65535"],
    [{ hostPort: 0 }, "hostPort must be an integer from 1 to 65535, but is 0"],
    [{ port: 65536 }, "port must be an integer from 1 to 65535, but is 65536"],
    [{ port: "http" }, "port must be an integer from 1 to 65535"],
    [{ namespace: "a b" }, "namespace must be a DNS label"],
    [{ hostport: 1 }, 'hostport is not an argument; did you mean "hostPort"?'],
];

const accepted: Partial<HostServiceArgs>[] = [{}, { port: 80 }, { namespace: "shop" }, { hostPort: 65535 }];

describe("the arguments of a HostService", () => {
    it.each(refused)("refuse %j and register nothing", async (args, message) => {
        expect(await refusalOf(() => new HostService("desk", { ...least, ...args }))).toContain(message);
    });

    it.each(["", "Desk", "a.b"])("refuse the name %j, because it is the Service's", async (name) => {
        expect(await refusalOf(() => new HostService(name, least))).toMatch(/^name must be a DNS label/);
    });

    it.each(accepted)("accept %j", (args) => {
        expect(messageOf(() => checkHostServiceArgs("desk", { ...least, ...args }))).toBe("");
    });
});
