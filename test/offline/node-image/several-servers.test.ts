import { randomBytes } from "node:crypto";

import { NodesInDocker, type NodeSpec } from "./nodes-in-docker";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";
const run = `several-servers-test-${randomBytes(3).toString("hex")}`;
const [first, second, third, fourth] = [`${run}-1`, `${run}-2`, `${run}-3`, `${run}-4`];
const agent = `${run}-agent`;
const nodes = new NodesInDocker(image, run);
const serverDir = "/var/lib/rancher/k3s/server";
const seconds = 150;
const disabled = "--disable=traefik,metrics-server,local-storage,servicelb";

const joining = (server: string, token = "of-servers"): NodeSpec => ({
    command: ["server", disabled],
    environment: { K3S_URL: `https://${server}:6443`, K3S_TOKEN: token },
});

interface Node {
    metadata: { name: string; labels: Record<string, string>; annotations: Record<string, string> };
    status: { addresses: { address: string }[] };
}

async function nodesAt(server: string): Promise<Node[]> {
    return (JSON.parse(await nodes.kubectl(server, "get", "nodes", "--output=json")) as { items: Node[] }).items;
}

async function start(name: string, spec: NodeSpec, at: string): Promise<void> {
    const since = new Date();
    await nodes.start(name, spec);
    await nodes.logged(at, "k3s is up and running", seconds);
    await nodes.heartbeat(at, name, since, seconds);
}

/** Who is in etcd, as a joining server asks it. */
async function members(server: string, user = "server:of-servers"): Promise<string> {
    const authorization = `--header=Authorization: Basic ${Buffer.from(user).toString("base64")}`;
    const url = "https://127.0.0.1:6443/db/info";
    return nodes.exec(server, "wget", "-qO-", "--no-check-certificate", authorization, url);
}

async function refused(name: string, spec: NodeSpec): Promise<string> {
    await nodes.start(name, spec);
    const { exitCode, log } = await nodes.ended(name);
    expect(exitCode).toBe(1);
    return log;
}

jest.setTimeout(2 * seconds * 1000);

beforeAll(() => nodes.createNetwork());
afterAll(() => nodes.remove());

describe("servers of one cluster", () => {
    beforeAll(async () => {
        const environment = { K3S_TOKEN: "of-servers", K3S_AGENT_TOKEN: "of-agents" };
        await start(first, { command: ["server", "--cluster-init", disabled], environment }, first);
        await start(second, joining(first), second);
        // By the token that the data has, and by a server that joined itself.
        const token = (await nodes.read(second, `${serverDir}/token`)).trim();
        await start(third, joining(second, token), third);
    });

    test("have one authority, and each its own certificate by it", async () => {
        const at = (path: string) => Promise.all([first, second, third].map((server) => nodes.read(server, path)));
        expect(new Set(await at(`${serverDir}/tls/server-ca.crt`)).size).toBe(1);
        expect(new Set(await at(`${serverDir}/tls/service.key`)).size).toBe(1);
        expect(new Set(await at(`${serverDir}/tls/serving-kube-apiserver.crt`)).size).toBe(3);
    });

    test("are told apart from agents by their labels, and named in etcd after their nodes", async () => {
        const found = await nodesAt(third);
        expect(found.map(({ metadata }) => metadata.name).sort()).toEqual([first, second, third]);
        const inEtcd = await members(second);
        for (const { metadata, status } of found) {
            expect(metadata.labels).toMatchObject({
                "node-role.kubernetes.io/control-plane": "true",
                "node-role.kubernetes.io/etcd": "true",
            });
            const member = metadata.annotations["etcd.k3s.cattle.io/node-name"];
            expect(member).toMatch(new RegExp(`^${metadata.name}-[0-9a-f]{8}$`));
            expect(inEtcd).toContain(`"name":"${member ?? ""}"`);
            expect(metadata.annotations["etcd.k3s.cattle.io/node-address"]).toBe(status.addresses[0]?.address);
        }
    });

    test("say who is in etcd to servers alone", async () => {
        await expect(members(first, "node:of-agents")).rejects.toThrow("401");
    });

    test("take agents in, each of them, by the first one's agent token", async () => {
        const environment = { K3S_URL: `https://${third}:6443`, K3S_TOKEN: "of-agents" };
        await start(agent, { command: ["agent"], environment }, third);
        expect((await nodesAt(first)).map(({ metadata }) => metadata.name)).toContain(agent);
    });

    test("refuse a server with another token", async () => {
        const log = await refused(fourth, joining(first, "wrong"));
        expect(log).toContain("failed to bootstrap cluster data");
        expect(log).toContain("/v1-k3s/server-bootstrap: 401 Unauthorized");
    });

    test("refuse a server with the name of another", async () => {
        const { command, environment = {} } = joining(first);
        const log = await refused(fourth, { command: [...command, `--node-name=${second}`], environment });
        expect(log).toContain("duplicate node name found, please use a unique name for this node");
    });

    test("go on when one of them ends, and another one takes its place", async () => {
        await nodes.stop(first);
        // A new leader is elected within some seconds.
        const write = "until kubectl create configmap written >/dev/null 2>&1; do sleep 1; done";
        await nodes.exec(second, "timeout", String(seconds), "sh", "-c", write);
        expect(await nodes.kubectl(third, "get", "configmap/written", "--output=name")).toBe("configmap/written\n");
        // Its member goes with its Node.
        await nodes.kubectl(third, "delete", "node", first);
        const gone = `until ! wget -qO- --no-check-certificate --header="$0" https://127.0.0.1:6443/db/info | grep -q ${first}; do sleep 1; done`;
        const authorization = `Authorization: Basic ${Buffer.from("server:of-servers").toString("base64")}`;
        await nodes.exec(third, "timeout", "60", "sh", "-c", gone, authorization);
        await start(fourth, joining(third), fourth);
        expect((await nodesAt(fourth)).map(({ metadata }) => metadata.name).sort()).toEqual(
            [second, third, fourth, agent].sort(),
        );
        expect(JSON.parse(await members(fourth))).toMatchObject({ members: [{}, {}, {}] });
    });
});

describe("a server's data", () => {
    const [name, volume] = [`${run}-data`, `${run}-data`];

    test("in etcd is found without being told, at the address where it was made alone", async () => {
        const at = ["--node-ip=127.0.0.2", disabled];
        await nodes.start(name, { command: ["server", "--cluster-init", ...at], volume });
        await nodes.logged(name, "Running kube-apiserver", seconds);
        await nodes.start(name, { command: ["server", ...at], volume });
        await nodes.logged(name, "Running kube-apiserver", seconds);
        await nodes.start(name, { command: ["server", disabled], volume });
        await nodes.logged(name, "this server is a not a member of the etcd cluster", seconds);
    });

    test("in SQLite is neither moved to etcd nor joined", async () => {
        const other = `${run}-sqlite`;
        await start(other, { command: ["server", disabled], environment: { K3S_TOKEN: "some" }, volume: other }, other);
        expect(await refused(fourth, joining(other, "some"))).toContain("/v1-k3s/server-bootstrap: 400 Bad Request");
        const log = await refused(other, { command: ["server", "--cluster-init"], volume: other });
        expect(log).toContain("this stand-in does not move it to etcd");
    });

    test("is not joined without a token", async () => {
        const environment = { K3S_URL: "https://nowhere:6443" };
        expect(await refused(fourth, { command: ["server"], environment })).toContain(
            "K3S_TOKEN is required to join a cluster",
        );
    });
});
