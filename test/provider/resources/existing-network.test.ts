import type Docker from "dockerode";
import { ExistingNetwork } from "../../../provider/resources/existing-network";
import { failure } from "./fake-nodes";

/** Returns the lifecycle with a fake daemon that has one network with these subnets, or none. */
function fakeDaemon(subnets: string[] | undefined): ExistingNetwork {
    const inspect = () =>
        subnets
            ? Promise.resolve({ Name: "compose", IPAM: { Config: subnets.map((Subnet) => ({ Subnet })) } })
            : Promise.reject(Object.assign(new Error("no such network"), { statusCode: 404 }));
    return new ExistingNetwork(() => Promise.resolve({ getNetwork: () => ({ inspect }) } as unknown as Docker));
}

const inputs = { network: "compose" };
const outputs = { ...inputs, subnets: ["192.168.7.0/24"] };

describe("a network that is not the cluster's own", () => {
    it("is looked at, and nothing is made", async () => {
        expect(await fakeDaemon(["192.168.7.0/24"]).create(inputs)).toEqual({ id: "compose", outputs });
    });

    it("is missed, with what to do", async () => {
        const message = await failure(() => fakeDaemon(undefined).create(inputs));
        expect(message).toMatch(/network compose is missing.*docker network create compose/s);
    });

    it("is another one with other subnets or another name, and the same when it is gone", async () => {
        const replaced = { changes: true, replaces: ["network"] };
        expect(await fakeDaemon(["192.168.8.0/24"]).diff("compose", outputs, inputs)).toEqual(replaced);
        expect(await fakeDaemon(["192.168.7.0/24"]).diff("compose", outputs, { network: "other" })).toEqual(replaced);
        expect(await fakeDaemon(["192.168.7.0/24"]).diff("compose", outputs, inputs)).toEqual({ changes: false });
        expect(await fakeDaemon(undefined).diff("compose", outputs, inputs)).toEqual({ changes: false });
    });
});
