import Docker from "dockerode";
import { lifecycles } from "../../../../provider/lifecycles";
import { asksDockerFirst } from "../../../../provider/resources/support/asks-docker-first";
import { EndpointReady } from "../../../../provider/resources/endpoint-ready";
import { FakeNodes, failure } from "../fake-nodes";

/** Is never called. */
const daemon = new Docker({ socketPath: "/nowhere" });
const context = { progress: () => undefined };

const proof = () => ({
    deleted: 0,
    create: () => Promise.reject(new Error("not in this test")),
    diff: () => Promise.resolve({ changes: false }),
    delete() {
        this.deleted++;
        return Promise.resolve();
    },
});

describe("the proof that a container does its work, when it is deleted", () => {
    it("asks the daemon that it is on, and only then goes", async () => {
        const asked: unknown[] = [];
        const lifecycle = proof();
        const connect = (dockerHost?: string) => {
            asked.push(dockerHost, lifecycle.deleted);
            return Promise.resolve(daemon);
        };
        await asksDockerFirst(lifecycle, connect).delete?.("id", { dockerHost: "tcp://elsewhere" }, context);
        expect([...asked, lifecycle.deleted]).toEqual(["tcp://elsewhere", 0, 1]);
    });

    it("stays where the daemon does not answer, with what is said of that", async () => {
        const lifecycle = proof();
        const connect = () => Promise.reject(new Error("No Docker daemon answers"));
        const guarded = asksDockerFirst(lifecycle, connect);
        expect(await failure(async () => guarded.delete?.("id", {}, context))).toBe("No Docker daemon answers");
        expect(lifecycle.deleted).toBe(0);
    });

    it("is otherwise what it was", async () => {
        const relay = { running: true, networks: ["dev"] };
        const access = {
            nodes: () => new FakeNodes({ relay }),
            probe: () => ({ reach: () => Promise.resolve(undefined) }),
        };
        const inputs = {
            ...{ relayContainer: "relay", clusterIp: "10.43.0.9", serviceSubnet: "10.43.0.0/16" },
            ...{ servicePort: 80, protocol: "TCP" as const, timeoutSeconds: 5 },
            ...{ target: "shop/web:80", relayContainerId: "id", relayPlace: { network: "dev", aliases: [] } },
        };
        const guarded = asksDockerFirst(new EndpointReady(access), () => Promise.reject(new Error("not asked")));
        const { outputs } = await guarded.create(inputs, context);
        expect(await guarded.diff("id", outputs, inputs)).toEqual({ changes: false });
    });
});

it.each(["v1.ClusterReady", "v1.NodesReady", "v1.EndpointReady", "v1.RegistryReady"] as const)(
    "%s, which goes before a container, asks first",
    (name) => {
        expect("delete" in lifecycles[name]).toBe(true);
    },
);
