import type Docker from "dockerode";
import { ownerLabel, referencesLabel } from "../../../shared/labels";
import { Network } from "../../../provider/resources/network";
import { failure, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

interface FakeNetwork {
    Id: string;
    Name: string;
    Labels: Record<string, string>;
    IPAM: { Config: { Subnet: string }[] };
    Containers: Record<string, { Name: string }>;
}

interface FakeContainer {
    Id: string;
    Labels: Record<string, string>;
}

/** A fake daemon with networks, and with containers and their owners. */
class FakeDaemon {
    readonly networks: FakeNetwork[] = [];
    readonly containers: FakeContainer[] = [];
    readonly disconnected: string[] = [];
    /** Runs instead of a disconnection. */
    whileDisconnecting?: (network: FakeNetwork, container: string) => Promise<void>;
    private made = 0;

    add(name: string, owner: string): FakeNetwork {
        const IPAM = { Config: [{ Subnet: `172.${++this.made}.0.0/16` }] };
        const network = { Id: `id-${this.made}`, Name: name, Labels: { [ownerLabel]: owner }, IPAM, Containers: {} };
        this.networks.push(network);
        return network;
    }

    /** Adds a container to the network. */
    run(network: string, name: string, owner?: string, label = ownerLabel): void {
        const Id = `${name}-id`;
        this.containers.push({ Id, Labels: owner === undefined ? {} : { [label]: owner } });
        for (const { Id: id, Containers } of this.networks) if (id === network) Containers[Id] = { Name: name };
    }

    get docker(): Docker {
        return {
            listContainers: ({ filters }: { filters: { label: string[] } }) =>
                Promise.resolve(this.containers.filter(({ Labels }) => filters.label.every((key) => key in Labels))),
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
        const remove = async () => {
            const network = await find();
            if (Object.keys(network.Containers).length > 0) throw new Error("network has active endpoints");
            this.networks.splice(this.networks.indexOf(network), 1);
        };
        const disconnect = async ({ Container }: { Container: string }) => {
            const network = await find();
            if (this.whileDisconnecting) return this.whileDisconnecting(network, Container);
            takeOff(network, Container);
            this.disconnected.push(Container);
        };
        return { id, inspect: () => find().then((network) => structuredClone(network)), remove, disconnect };
    }
}

function takeOff(network: FakeNetwork, container: string): void {
    network.Containers = Object.fromEntries(Object.entries(network.Containers).filter(([id]) => id !== container));
}

const inputs = { name: "shop-dev-k8s", owner: "shop/dev/k8s#1" };
const guest = "web/dev/k8s#2";
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
        await expect(network.create({ ...inputs, owner: "other/dev/k8s#2" })).rejects.toThrow("already exists");
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
        await network.delete(id, outputs, recordingContext());
        expect(daemon.networks).toEqual([]);
        await network.delete(id, outputs, recordingContext());
    });

    it.each([
        ["that nobody of us made", undefined],
        ["of the cluster itself", inputs.owner],
    ])("stays while a container is on it %s, and names it; then no guest is disconnected either", async (_, owner) => {
        const { id, outputs } = await network.create(inputs);
        daemon.run(id, "guest", guest);
        daemon.run(id, "debugger", owner);
        const message = await failure(() => network.delete(id, outputs, recordingContext()));
        expect(message).toMatch(
            says(
                "network shop-dev-k8s cannot be removed: … debugger … connected … \n" +
                    "Next: … (docker network disconnect --force shop-dev-k8s debugger) … pulumi destroy",
            ),
        );
        expect(message).not.toContain("guest");
        expect(daemon.disconnected).toEqual([]);
    });

    it("goes when only guests are on it, the containers of other stacks, which it leaves as they are", async () => {
        const { id, outputs } = await network.create(inputs);
        daemon.run(id, "relay", guest);
        daemon.run(id, "agent", "more/dev/k8s#3");
        const context = recordingContext();
        await network.delete(id, outputs, context);
        expect(daemon.networks).toEqual([]);
        expect(daemon.disconnected).toEqual(["relay-id", "agent-id"]);
        expect(daemon.containers).toHaveLength(2);
        expect(context.messages).toEqual([
            "disconnecting relay, which belongs to another stack",
            "disconnecting agent, which belongs to another stack",
        ]);
    });

    it("goes when a container is on it that uses a cluster by its references", async () => {
        const { id, outputs } = await network.create(inputs);
        daemon.run(id, "client", "true", referencesLabel);
        await network.delete(id, outputs, recordingContext());
        expect(daemon.networks).toEqual([]);
        expect(daemon.disconnected).toEqual(["client-id"]);
    });

    it("goes when a guest's own stack removes it at the same moment", async () => {
        const { id, outputs } = await network.create(inputs);
        daemon.run(id, "relay", guest);
        daemon.whileDisconnecting = (network, container) => {
            takeOff(network, container);
            return Promise.reject(Object.assign(new Error("removal in progress"), { statusCode: 409 }));
        };
        await network.delete(id, outputs, recordingContext());
        expect(daemon.networks).toEqual([]);
    });

    it("tells why a guest cannot be disconnected", async () => {
        const { id, outputs } = await network.create(inputs);
        daemon.run(id, "relay", guest);
        daemon.whileDisconnecting = () => Promise.reject(new Error("device busy"));
        expect(await failure(() => network.delete(id, outputs, recordingContext()))).toBe("device busy");
        expect(daemon.networks).toHaveLength(1);
    });
});
