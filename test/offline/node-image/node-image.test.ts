import { createHash, randomBytes } from "node:crypto";

import { NodesInDocker, type NodeSpec } from "./nodes-in-docker";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";
const run = `node-image-test-${randomBytes(3).toString("hex")}`;
const [server, agent, volume] = [`${run}-server`, `${run}-agent`, `${run}-data`];
const nodes = new NodesInDocker(image, run);
const url = `https://${server}:6443`;
const serverDir = "/var/lib/rancher/k3s/server";
const passwordFile = "etc/rancher/node/password";
const refusedPassword = "Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password'";

const agentWith = (token: string, files?: NodeSpec["files"]): NodeSpec => ({
    command: ["agent"],
    environment: { K3S_URL: url, K3S_TOKEN: token },
    files: files ?? {},
});

jest.setTimeout(180_000);
beforeAll(() => nodes.createNetwork());
afterAll(() => nodes.remove());

describe("command line", () => {
    const name = `${run}-flags`;

    test.each([
        { command: ["server", "--xyz"], says: "Incorrect Usage: flag provided but not defined: -xyz" },
        { command: ["agent", "--xyz=1"], says: "Incorrect Usage: flag provided but not defined: -xyz" },
        { command: ["agent", "--server", url], says: "--token is required" },
        { command: ["agent", "--token", "some"], says: "--server is required" },
    ])("$command is refused at once", async ({ command, says }) => {
        await nodes.start(name, { command });
        const { exitCode, log } = await nodes.ended(name);
        expect(exitCode).toBe(1);
        expect(log).toContain(says);
        expect(log).toContain("level=fatal");
    });
});

describe("a server with token files and an agent", () => {
    const files = { "etc/test/token": "of-the-server\n", "etc/test/agent-token": "of-agents\n" };

    beforeAll(async () => {
        const start = new Date();
        await nodes.start(server, {
            command: [
                ...["server", "--token-file", "/etc/test/token"],
                ...["--disable", "traefik,servicelb", "--disable=metrics-server", "--disable=no-such-thing"],
                "--disable=local-storage",
            ],
            environment: { K3S_AGENT_TOKEN_FILE: "/etc/test/agent-token" },
            files: { ...files, [passwordFile]: "of-the-node\n" },
            volume,
        });
        await nodes.start(agent, {
            command: ["agent", "--server", url, "--token-file", "/etc/test/agent-token"],
            files,
        });
        await nodes.logged(server, "k3s is up and running");
        await nodes.heartbeat(server, server, start);
        await nodes.heartbeat(server, agent, start);
    });

    test("the log has the line that tools wait for", () =>
        nodes.logged(server, "Cluster dns configmap has been set successfully"));

    test("the tokens are in the data, in full form", async () => {
        const ca = await nodes.read(server, `${serverDir}/tls/server-ca.crt`);
        const hash = createHash("sha256").update(ca).digest("hex");
        expect(await nodes.read(server, `${serverDir}/token`)).toBe(`K10${hash}::server:of-the-server\n`);
        expect(await nodes.read(server, `${serverDir}/node-token`)).toBe(`K10${hash}::server:of-the-server\n`);
        expect(await nodes.read(server, `${serverDir}/agent-token`)).toBe(`K10${hash}::node:of-agents\n`);
    });

    test.each([
        { token: "wrong", says: "/v1-k3s/config: 401 Unauthorized" },
        { token: "of-the-server", says: "/v1-k3s/config: 401 Unauthorized" }, // agents sign in as agents: k3s#5619
        {
            token: `K10${"0".repeat(64)}::node:of-agents`,
            says: "token CA hash does not match the Cluster CA certificate hash",
        },
    ])("an agent with the token $token is refused, and tries again", async ({ token, says }) => {
        const name = `${run}-stranger`;
        await nodes.start(name, agentWith(token));
        await nodes.logged(name, says);
        expect(await nodes.kubectl(server, "get", "nodes", "--output", "name")).not.toContain(name);
    });

    test("there is no storage class and no load balancer, for both are disabled", async () => {
        expect(await nodes.kubectl(server, "get", "storageclasses", "--output=name")).toBe("");
        await nodes.kubectl(server, "create", "service", "loadbalancer", "pending", "--tcp=80");
        const address = ["--for=jsonpath={.status.loadBalancer.ingress[0].ip}", "--timeout=5s"];
        await expect(nodes.kubectl(server, "wait", "service/pending", ...address)).rejects.toThrow("timed out");
        expect(await nodes.kubectl(server, "get", "daemonsets", "--all-namespaces", "--output=name")).toBe("");
    });

    test("of the deployments only CoreDNS is there, for the others are disabled", async () => {
        const deployments = ["get", "deployments", "--all-namespaces", "--output=name"];
        await nodes.kubectl(server, "wait", "--for=create", "deployment/coredns", "--namespace=kube-system");
        expect(await nodes.kubectl(server, ...deployments)).toBe("deployment.apps/coredns\n");
        expect(await nodes.kubectl(server, "get", "apiservices", "--output=name")).not.toContain("metrics");
        expect(await nodes.kubectl(server, "get", "ingressclasses", "--output=name")).toBe("");
    });

    test("a node's password is kept as a hash that goes with the Node", async () => {
        const secret = await nodes.kubectl(
            server,
            ...["get", "secret", `${agent}.node-password.k3s`, "--namespace", "kube-system", "--output", "json"],
        );
        expect(JSON.parse(secret)).toMatchObject({
            type: "k3s.cattle.io/node-password",
            immutable: true,
            metadata: { ownerReferences: [{ kind: "Node", name: agent }] },
        });
        const { data } = JSON.parse(secret) as { data: { hash: string } };
        expect(Buffer.from(data.hash, "base64").toString()).toMatch(/^\$1:[0-9a-f]{16}:15:8:1:/);
    });

    test("an agent with another password is refused until its Node and Secret are gone", async () => {
        const start = new Date();
        await nodes.start(agent, agentWith("of-agents"));
        await nodes.logged(agent, refusedPassword);
        await nodes.logged(server, `unable to verify password for node ${agent}: hash does not match`);
        await nodes.kubectl(server, "delete", "node", agent);
        const secret = [`secret/${agent}.node-password.k3s`, "--namespace", "kube-system"];
        await nodes.kubectl(server, "delete", ...secret, "--ignore-not-found");
        await nodes.heartbeat(server, agent, start);
    });

    test("an agent that keeps its password comes back by the token of the data", async () => {
        const password = await nodes.read(agent, `/${passwordFile}`);
        const token = await nodes.read(server, `${serverDir}/agent-token`);
        const start = new Date();
        await nodes.start(agent, agentWith(token.trim(), { [passwordFile]: password }));
        await nodes.heartbeat(server, agent, start);
    });

    test("a server with another token does not open the data", async () => {
        await nodes.start(server, { command: ["server", "--token", "another"], volume });
        const { exitCode, log } = await nodes.ended(server);
        expect(exitCode).toBe(1);
        expect(log).toContain("bootstrap data already found and encrypted with different token");
    });

    test("a server without a token takes the one in the data, and its node comes back by its password", async () => {
        const start = new Date();
        await nodes.start(server, { command: ["server"], files: { [passwordFile]: "of-the-node" }, volume });
        await nodes.logged(server, "k3s is up and running");
        await nodes.heartbeat(server, server, start);
        expect(await nodes.read(server, `${serverDir}/token`)).toContain("::server:of-the-server\n");
        // With no agent token given, agents have the server's.
        expect(await nodes.read(server, `${serverDir}/agent-token`)).toContain("::server:of-the-server\n");
    });

    test("a server without its password gets no node until the Secret is gone", async () => {
        await nodes.start(server, { command: ["server"], volume });
        await nodes.logged(server, refusedPassword);
        const start = new Date();
        const secret = [`secret/${server}.node-password.k3s`, "--namespace", "kube-system"];
        await nodes.kubectl(server, "delete", ...secret);
        await nodes.heartbeat(server, server, start);
    });
});

describe("without a token", () => {
    test("a server makes a random one", async () => {
        const name = `${run}-random`;
        await nodes.start(name, { command: ["server"] });
        await nodes.logged(name, "Wrote kubeconfig");
        expect(await nodes.read(name, `${serverDir}/token`)).toMatch(/^K10[0-9a-f]{64}::server:[0-9a-f]{32}\n$/);
    });
});
