import type Docker from "dockerode";
import { ownerLabel } from "../../../provider/docker/labels";
import { Network } from "../../../provider/resources/network";

interface FakeNetwork {
    Id: string;
    Name: string;
    Labels: Record<string, string>;
    IPAM: { Config: { Subnet: string }[] };
    Containers: Record<string, { Name: string }>;
}

/** A daemon that knows networks alone. */
class FakeDaemon {
    readonly networks: FakeNetwork[] = [];
    private made = 0;

    add(name: string, owner: string): FakeNetwork {
        const IPAM = { Config: [{ Subnet: `172.${++this.made}.0.0/16` }] };
        const network = { Id: `id-${this.made}`, Name: name, Labels: { [ownerLabel]: owner }, IPAM, Containers: {} };
        this.networks.push(network);
        return network;
    }

    get docker(): Docker {
        return {
            listNetworks: () => Promise.resolve(this.networks),
            createNetwork: ({ Name, Labels }: { Name: string; Labels: Record<string, string> }) =>
                Promise.resolve(this.handle(this.add(Name, Labels[ownerLabel] ?? "").Id)),
            getNetwork: (id: string) => this.handle(id),
        } as unknown as Docker;
    }

    private handle(id: string) {
        const find = () => {
            const network = this.networks.find(({ Id }) => Id === id);
            return network
                ? Promise.resolve(network)
                : Promise.reject(Object.assign(new Error("no such network"), { statusCode: 404 }));
        };
        const remove = async () => void this.networks.splice(this.networks.indexOf(await find()), 1);
        return { id, inspect: find, remove };
    }
}

const inputs = { name: "shop-dev-k8s", owner: "shop/dev/k8s#1" };
const replaced = { changes: true, replaces: ["name"], deleteBeforeReplace: true };

let daemon: FakeDaemon;
let network: Network;

beforeEach(() => {
    daemon = new FakeDaemon();
    network = new Network(() => Promise.resolve(daemon.docker));
});

describe("the network of a cluster", () => {
    it("is made with its owner's label, and tells its subnets", async () => {
        expect(await network.create(inputs)).toEqual({ id: "id-1", outputs: { ...inputs, subnets: ["172.1.0.0/16"] } });
        expect(daemon.networks).toMatchObject([{ Name: inputs.name, Labels: { [ownerLabel]: inputs.owner } }]);
    });

    it("takes the place of what an interrupted run left, not of what is somebody else's", async () => {
        daemon.add(inputs.name, inputs.owner);
        expect((await network.create(inputs)).id).toBe("id-2");
        expect(daemon.networks).toHaveLength(1);
        await expect(network.create({ ...inputs, owner: "other/dev/k8s#2" })).rejects.toThrow("exists already");
    });

    it("stays while it is there, and is made anew when it is gone or another one has its name", async () => {
        const { id, outputs } = await network.create(inputs);
        expect(await network.diff(id, outputs, inputs)).toEqual({ changes: false });
        expect(await network.read(id, outputs)).toEqual(outputs);
        daemon.networks.pop();
        daemon.add(inputs.name, "somebody else");
        expect(await network.diff(id, outputs, inputs)).toEqual(replaced);
        expect(await network.read(id, outputs)).toBeUndefined();
    });

    it.each([{ name: "other" }, { owner: "shop/dev/k8s#2" }])("is replaced for another %o", async (change) => {
        const { id, outputs } = await network.create(inputs);
        expect(await network.diff(id, outputs, { ...inputs, ...change })).toEqual(replaced);
    });

    it("is removed, also when it is gone already", async () => {
        const { id, outputs } = await network.create(inputs);
        await network.delete(id, outputs);
        expect(daemon.networks).toEqual([]);
        await network.delete(id, outputs);
    });

    it("stays while containers are on it that are not of the stack, and names them", async () => {
        const { id, outputs } = await network.create(inputs);
        Object.assign(daemon.networks[0] ?? {}, { Containers: { c1: { Name: "debugger" } } });
        await expect(network.delete(id, outputs)).rejects.toThrow(
            "The network shop-dev-k8s cannot be removed: debugger still on it.\n" +
                "Next: remove what is not of this stack from it (docker network disconnect --force shop-dev-k8s debugger)",
        );
    });
});
