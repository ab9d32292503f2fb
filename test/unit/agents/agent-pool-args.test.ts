import { AgentPool, type AgentPoolArgs, type Cluster } from "../../../sdk/nodejs";
import { checkAgentPoolArgs } from "../../../sdk/nodejs/agents/agent-pool-args";
import { messageOf, refusalOf } from "../support/refusal";
import { says } from "../../support/says";

const taken = {
    pools: new Map([["agent", "dev-agent"]]),
    ports: [
        {
            whose: ` of Cluster "dev"`,
            ports: [{ path: "apiPort", port: 6550, protocol: "TCP" }],
        },
    ],
};
const cluster = {
    name: "dev",
    core: { nodes: { agent: {}, keepsData: true, taken } },
} as unknown as Cluster;

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ cluster: undefined }, "cluster … Cluster … package"],
    [{ cluster: "dev" }, "cluster … Cluster … package"],
    [{ count: -1 }, "count … integer … 0 to 50 … -1"],
    [{ count: 51 }, "count … integer … 0 to 50 … 51"],
    [{ count: "1" }, 'count … integer … 0 to 50 … "1"'],
    [{ name: "" }, "name must be a DNS label"],
    [{ name: "GPU" }, "name must be a DNS label"],
    [{ name: "agent" }, 'name … "agent" … name … AgentPool "dev-agent" … cluster'],
    [{ extraArgs: ["--node-name", "a"] }, "extraArgs[0] … --node-name … node sets itself"],
    [{ extraArgs: ["--token=s3cret"] }, "extraArgs[0] … --token … node sets itself"],
    [
        { ports: [{ containerPort: 80, hostPort: 6550 }] },
        'ports[0].hostPort … 6550 … apiPort … Cluster "dev" … already',
    ],
    [{ name: "a".repeat(57) }, 'name … most 56 characters … cluster "dev"'],
    [{ extraArgs: [""] }, 'extraArgs[0] … text … not blank … ""'],
    [{ timeoutSeconds: -1 }, "timeoutSeconds … number … seconds … more … 0 and … most 86400 … -1"],
    [
        { agents: 1 },
        "agents … not … argument … there … cluster … count … cpus … environment … extraArgs … labels … memory … name",
    ],
    [
        { volumes: [{ source: "/srv", target: "/var/lib/rancher/k3s" }] },
        "volumes[0].target is /var/lib/rancher/k3s, where",
    ],
    [
        { count: 2, ports: [{ containerPort: 80, hostPort: 80 }] },
        "ports cannot … published … 2 nodes … once … use … pool … node",
    ],
];

const accepted: Partial<AgentPoolArgs>[] = [
    {},
    { count: 0 },
    { count: 50 },
    { name: "a".repeat(56) },
    { extraArgs: ["--node-label=pool=gpu"] },
    { timeoutSeconds: 1 },
    { count: 0, ports: [{ containerPort: 80, hostPort: 6550 }] },
];

describe("the arguments of an AgentPool", () => {
    it.each(refused)("refuse %j and register nothing", async (args, message) => {
        expect(await refusalOf(() => new AgentPool("gpu", { cluster, ...args }))).toMatch(says(message));
    });

    it.each(accepted)("accept %j", (args) => {
        expect(messageOf(() => checkAgentPoolArgs("gpu", { cluster, ...args }))).toBe("");
    });

    it("refuse a resource name that is no node name, unless a name is given", () => {
        expect(messageOf(() => checkAgentPoolArgs("GPU", { cluster }))).toContain("name must be a DNS label");
        expect(messageOf(() => checkAgentPoolArgs("GPU", { cluster, name: "gpu" }))).toBe("");
    });

    it("allow no node name that is longer than a DNS label", () => {
        expect(`dev-${"a".repeat(56)}-49`.length).toBeLessThanOrEqual(63);
    });
});
