import type Docker from "dockerode";
import { ownerLabel, roleLabel } from "../../../../shared/labels";
import { refuseTakenNodes } from "../../../../provider/docker/containers/taken-nodes";
import { says } from "../../../support/says";

const name = "k8s-gpu-0";
const owner = "shop/dev/k8s#0a1b2c3d";
const other = "team/dev/k8s#1";

interface OnNetwork {
    owner?: string;
    role?: string;
    aliases: string[] | null;
}

/** Returns a fake daemon with one container in the network "shared". */
function fakeDaemon({ owner, role, aliases }: OnNetwork): Docker {
    const Labels = { ...(owner && { [ownerLabel]: owner }), ...(role && { [roleLabel]: role }) };
    return {
        listContainers: ({ all, filters }: { all: boolean; filters: { network: string[] } }) =>
            Promise.resolve(all && filters.network.includes("shared") ? [{ Id: "id", Labels }] : []),
        getContainer: () => ({
            inspect: () =>
                Promise.resolve({
                    Name: "/team-node",
                    Config: { Labels },
                    NetworkSettings: { Networks: { shared: { Aliases: aliases } } },
                }),
        }),
    } as unknown as Docker;
}

const refused = (there: OnNetwork, network: string) =>
    refuseTakenNodes(fakeDaemon(there), {
        owner,
        networks: [{ name: "x" }, { name: network, aliases: [name] }],
    });

describe("a name on a network", () => {
    it.each(["server", "agent"])("is refused where a %s of another stack has it", async (role) => {
        await expect(refused({ owner: other, role, aliases: [name] }, "shared")).rejects.toThrow(
            says("name k8s-gpu-0 … taken … network shared.\n … team-node, … cluster team/dev/k8s … another stack"),
        );
    });

    it.each<[string, string, OnNetwork]>([
        ["this stack's own node has it, which is replaced", "shared", { owner, role: "agent", aliases: [name] }],
        ["what has it is no node", "shared", { owner: other, role: "relay", aliases: [name] }],
        ["what has it is no cluster's", "shared", { aliases: [name] }],
        ["the other node has another name", "shared", { owner: other, role: "agent", aliases: null }],
        ["it is on another network", "mine", { owner: other, role: "agent", aliases: [name] }],
    ])("is free where %s", async (_, network, there) => {
        await refused(there, network);
    });
});
