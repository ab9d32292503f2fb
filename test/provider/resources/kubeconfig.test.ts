import { parse } from "yaml";
import { unknownValue } from "../../../provider/lifecycle";
import { Kubeconfig } from "../../../provider/resources/kubeconfig";
import { failure, FakeNodes, recordingContext } from "./fake-nodes";
import { says } from "../../support/says";

const written = `
clusters: [{ name: default, cluster: { server: "https://127.0.0.1:6443", certificate-authority-data: Q0E= } }]
users: [{ name: default, user: { client-key-data: a2V5 } }]
`;
const inputs = {
    name: "dev",
    clusterId: "0123",
    serverContainer: "server",
    host: "127.0.0.1",
    port: 40_000,
    readsToken: false,
    timeoutSeconds: 60,
};

function kubeconfig(nodes: FakeNodes, files: Record<string, () => string | undefined> = {}): Kubeconfig {
    return new Kubeconfig(() => ({ nodes, read: (_, path) => Promise.resolve(files[path]?.()) }));
}

const k3s = "/etc/rancher/k3s/k3s.yaml";
const running = () => new FakeNodes({ server: { log: ["starting", "fatal: unknown flag --nope"] } });

describe("a Kubeconfig", () => {
    it("reaches the cluster from this machine and from containers, by the same rights", async () => {
        const context = recordingContext();
        const { id, outputs } = await kubeconfig(running(), { [k3s]: () => written }).create(inputs, context);
        const servers = [outputs.kubeconfig, outputs.containerKubeconfig].map(
            (text) => (parse(text) as { clusters: { cluster: { server: string } }[] }).clusters[0]?.cluster.server,
        );
        expect(servers).toEqual(["https://127.0.0.1:40000", "https://dev:6443"]);
        expect([id, outputs.agentToken]).toEqual(["0123", ""]);
        expect(outputs).toMatchObject(inputs);
        expect(context.messages).toEqual(["waiting for server to write its kubeconfig"]);
    });

    it("waits until K3s has written it", async () => {
        let asked = 0;
        const later = { [k3s]: () => (++asked < 3 ? undefined : written) };
        await kubeconfig(running(), later).create(inputs, recordingContext());
        expect(asked).toBe(3);
    });

    it("reads the agents' token where K3s keeps it with the data", async () => {
        const files = { [k3s]: () => written, "/var/lib/rancher/k3s/server/agent-token": () => "K10abc::server:x\n" };
        const { outputs } = await kubeconfig(running(), files).create(
            { ...inputs, readsToken: true },
            recordingContext(),
        );
        expect(outputs.agentToken).toBe("K10abc::server:x");
    });

    it("starts a server that was stopped", async () => {
        const nodes = new FakeNodes({ server: { running: false } });
        await kubeconfig(nodes, { [k3s]: () => written }).create(inputs, recordingContext());
        expect(nodes.started).toEqual(["server"]);
    });

    it("fails at once, with the log's end, when the server stops", async () => {
        const nodes = running();
        const begun = Date.now();
        const exits = {
            [k3s]: () => {
                nodes.exit("server", 1);
                return undefined;
            },
        };
        const message = await failure(() => kubeconfig(nodes, exits).create(inputs, recordingContext()));
        expect(message).toMatch(says("server container server stopped … exit code 1 before … ready."));
        expect(message).toContain("  fatal: unknown flag --nope\n");
        expect(Date.now() - begun).toBeLessThan(20_000);
    });

    it("fails at its deadline, with the log's end", async () => {
        const late = { ...inputs, timeoutSeconds: 0.2 };
        const message = await failure(() => kubeconfig(running()).create(late, recordingContext()));
        expect(message).toMatch(says(`container server … ${k3s} within 0.2 s`));
        expect(message).toContain("fatal: unknown flag --nope");
    });

    it("fails when there is no server", async () => {
        const message = await failure(() => kubeconfig(new FakeNodes()).create(inputs, recordingContext()));
        expect(message).toMatch(says("container server … not exist."));
    });

    const old = { ...inputs, kubeconfig: "", containerKubeconfig: "", agentToken: "", authorityFingerprint: "" };
    const diff = (change: object) => kubeconfig(new FakeNodes()).diff("", old, { ...inputs, ...change });

    it.each([
        { clusterId: "4567" },
        { clusterId: unknownValue },
        { name: "k8s" },
        { host: "10.0.0.1" },
        { port: 1 },
        { readsToken: true },
    ])("is replaced for %j", async (change) => {
        expect(await diff(change)).toEqual({ changes: true, replaces: Object.keys(change) });
    });

    it.each([{}, { timeoutSeconds: 1 }, { dockerHost: "tcp://x" }])("stays for %j", async (change) => {
        expect(await diff(change)).toEqual({ changes: false, replaces: [] });
    });

    describe("that K3s has written anew", () => {
        const renewed = written.replace("a2V5", "b3RoZXI=");
        const diffWith = async (text: string | undefined) => {
            const { outputs } = await kubeconfig(running(), { [k3s]: () => written }).create(
                inputs,
                recordingContext(),
            );
            return kubeconfig(running(), { [k3s]: () => text }).diff("", outputs, inputs);
        };

        it("is read again", async () => {
            expect(await diffWith(renewed)).toEqual({ changes: true, replaces: ["kubeconfig"] });
        });

        it.each([
            ["it is the same", written],
            ["there is none", undefined],
            ["it is being written", renewed.slice(0, 40)],
            ["it is of another authority, and so another cluster's", renewed.replace("Q0E=", "T1RIRVI=")],
        ])("stays where %s", async (_, text) => {
            expect(await diffWith(text)).toEqual({ changes: false, replaces: [] });
        });
    });
});
