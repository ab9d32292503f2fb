import { AgentPool, Cluster } from "../../../sdk/nodejs";
import { registrationsOf } from "../support/recorded-program";
import { messageOf } from "../support/refusal";

/** What a program is refused for, after all that it has made before. */
async function refusedIn(program: () => unknown): Promise<string> {
    let message = "";
    await registrationsOf(() => (message = messageOf(program)));
    return message;
}

describe("what only one can have, in one program", () => {
    it("is the name of a pool, also that of the cluster's own agents", async () => {
        expect(
            await refusedIn(() => {
                const cluster = new Cluster("dev", { agents: 1 });
                new AgentPool("agent", { cluster });
            }),
        ).toBe('name is "agent", the name of AgentPool "dev-agent" of this cluster');
        expect(
            await refusedIn(() => {
                const cluster = new Cluster("dev");
                new AgentPool("one", { cluster, name: "gpu" });
                new AgentPool("gpu", { cluster: new Cluster("other") });
                new AgentPool("gpu", { cluster });
            }),
        ).toBe('name is "gpu", the name of AgentPool "one" of this cluster');
    });

    it("is a port of the Docker host, that of the agents too which a pool has from its cluster", async () => {
        const ports = [{ containerPort: 80, hostPort: 8080 }];
        expect(
            await refusedIn(() => {
                const cluster = new Cluster("dev", { agents: 1, agent: { ports } });
                new AgentPool("gpu", { cluster });
            }),
        ).toBe('ports[0].hostPort is 8080, which ports[0].hostPort of AgentPool "dev-agent" has already');
    });

    it("is a data volume", async () => {
        const sharing = (dockerHost: string) => () => {
            new Cluster("one", { dataVolume: "shop" });
            new Cluster("two", { dataVolume: true });
            new Cluster("three", { dataVolume: "shop", dockerHost });
        };
        expect(await refusedIn(sharing("tcp://10.0.0.1:2375"))).toBe("");
        expect(
            await refusedIn(() => {
                new Cluster("one", { dataVolume: "shop" });
                new Cluster("two", { dataVolume: "shop" });
            }),
        ).toBe('dataVolume is "shop", which Cluster "one" has: two clusters on the same data destroy it');
    });
});
