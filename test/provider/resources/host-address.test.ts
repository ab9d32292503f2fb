import { networkInterfaces } from "node:os";
import type Docker from "dockerode";
import { HostAddress } from "../../../provider/resources/host-address";
import { failure } from "./fake-nodes";

/** An address of the machine that runs the tests, in the place of the gateway of a network there. */
const [own = "127.0.0.1"] = Object.values(networkInterfaces()).flatMap((all = []) =>
    all.filter(({ family }) => family === "IPv4").map(({ address }) => address),
);

/** Returns the lifecycle with a fake daemon that has one network with this subnet, or none, and no container. */
function hostAddress(subnet: string | undefined, { isLocal = true, gateway = own } = {}): HostAddress {
    const inspect = () =>
        subnet === undefined
            ? Promise.reject(Object.assign(new Error("no such network"), { statusCode: 404 }))
            : Promise.resolve({ IPAM: { Config: [{ Subnet: subnet, Gateway: gateway }] } });
    const docker = { getNetwork: () => ({ inspect }), listContainers: () => Promise.resolve([]) };
    return new HostAddress({ connect: () => Promise.resolve(docker as unknown as Docker), isLocal: () => isLocal });
}

const subnet = "172.18.0.0/16";
const inputs = { network: "dev" };
const outputs = { ...inputs, address: own, listenAddress: own, subnets: [subnet] };
const replaced = { changes: true, replaces: ["network"] };

it("is the gateway of the cluster's network", async () => {
    expect(await hostAddress(subnet).create(inputs)).toEqual({ id: own, outputs });
});

it("is replaced with another network, or where that has other addresses; a network that is gone is told by others", async () => {
    expect(await hostAddress(subnet).diff("", outputs, inputs)).toEqual({ changes: false });
    expect(await hostAddress("172.19.0.0/16").diff("", outputs, inputs)).toEqual(replaced);
    expect(await hostAddress(subnet).diff("", outputs, { network: "other" })).toEqual(replaced);
    expect(await hostAddress(undefined).diff("", outputs, inputs)).toEqual({ changes: false });
});

it("is none on another machine, nor where neither network nor node tell it", async () => {
    expect(await failure(() => hostAddress(subnet, { isLocal: false }).create(inputs))).toMatch(
        /daemon is on another machine, whose clusters do not reach this one/,
    );
    expect(await failure(() => hostAddress(subnet, { gateway: "192.0.2.1" }).create(inputs))).toMatch(
        /network dev has no address of this machine/,
    );
});
