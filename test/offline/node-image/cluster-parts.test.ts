import { randomBytes } from "node:crypto";

import { NodesInDocker } from "./nodes-in-docker";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";
const run = `cluster-parts-test-${randomBytes(3).toString("hex")}`;
const [server, agent] = [`${run}-server`, `${run}-agent`];
const nodes = new NodesInDocker(image, run);
const environment = { K3S_URL: `https://${server}:6443`, K3S_TOKEN: "some" };
const customDns = "var/lib/rancher/k3s/server/manifests/coredns-custom.yaml";

/** A manifest that gives names to the cluster's DNS by K3s's own ways. */
const namesAt = (address: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: coredns-custom, namespace: kube-system, annotations: {address: ${address}}}
data:
  test.server: |
    example.test:53 {
      hosts {
        ${address} name.example.test
      }
    }
  test.override: |
    template IN A override.test {
      answer "{{ .Name }} 60 IN A ${address}"
    }
`;

interface Node {
    metadata: { labels: Record<string, string> };
    spec: { taints?: { key: string; value?: string; effect: string }[] };
    status: { addresses: { type: string; address: string }[] } & Record<
        "capacity" | "allocatable",
        { cpu: string; memory: string; pods: string }
    >;
}

async function node(name: string): Promise<Node> {
    return JSON.parse(await nodes.kubectl(server, "get", "node", name, "--output=json")) as Node;
}

async function kubeSystem(...args: string[]): Promise<string> {
    return nodes.kubectl(server, "--namespace=kube-system", ...args);
}

jest.setTimeout(90_000);

beforeAll(async () => {
    const start = new Date();
    await nodes.createNetwork();
    await nodes.start(server, {
        command: ["server", "--node-label=role=first", "--kubelet-arg=--max-pods=40"],
        environment: { K3S_TOKEN: "some" },
        files: { [customDns]: namesAt("192.0.2.1") },
    });
    await nodes.start(agent, {
        command: [
            ...["agent", "--node-label", "pool=blue", "--node-label=example.test/size=large"],
            ...["--node-taint", "for=test:NoSchedule"],
            ...["--kubelet-arg=system-reserved=memory=200Mi,cpu=300m", "--kubelet-arg", "max-pods=17"],
        ],
        environment,
    });
    await nodes.logged(server, "k3s is up and running");
    await nodes.heartbeat(server, server, start);
    await nodes.heartbeat(server, agent, start);
});
afterAll(() => nodes.remove());

describe("node settings", () => {
    test("labels and taints are on the Node", async () => {
        expect((await node(server)).metadata.labels).toMatchObject({ role: "first" });
        const { metadata, spec } = await node(agent);
        expect(metadata.labels).toMatchObject({ pool: "blue", "example.test/size": "large" });
        expect(spec.taints).toEqual([{ key: "for", value: "test", effect: "NoSchedule" }]);
    });

    test("several kubelet arguments reach the kubelet", async () => {
        const { capacity, allocatable } = (await node(agent)).status;
        expect(parseInt(capacity.memory) - parseInt(allocatable.memory)).toBe(200 * 1024);
        expect(allocatable.cpu).toBe(`${Number(capacity.cpu) * 1000 - 300}m`);
        expect(capacity.pods).toBe("17");
        expect((await node(server)).status.capacity.pods).toBe("40");
    });

    test("a node that comes back gets new labels, keeps the old ones, and its taints stay", async () => {
        const password = await nodes.read(agent, "/etc/rancher/node/password");
        const start = new Date();
        await nodes.start(agent, {
            command: ["agent", "--node-label=pool=green", "--node-taint=other=test:NoSchedule"],
            environment,
            files: { "etc/rancher/node/password": password },
        });
        await nodes.heartbeat(server, agent, start);
        await nodes.kubectl(server, "wait", `node/${agent}`, "--for=jsonpath={.metadata.labels.pool}=green");
        const { metadata, spec } = await node(agent);
        expect(metadata.labels).toMatchObject({ "example.test/size": "large" });
        expect(spec.taints).toEqual([{ key: "for", value: "test", effect: "NoSchedule" }]);
    });
});

describe("the cluster's DNS", () => {
    beforeAll(async () => {
        await kubeSystem("wait", "deployment/coredns", "--for=condition=Available", "--timeout=60s");
        // The Service's rules follow its endpoints.
        await nodes.exec(
            server,
            "sh",
            "-c",
            "timeout 20 sh -c 'until nslookup kubernetes.default.svc.cluster.local 10.43.0.10; do :; done'",
        );
    });

    const addressOf = async (name: string) => nodes.exec(server, "nslookup", "-type=a", name, "10.43.0.10");

    test.each(["name.example.test", "override.test"])("answers for %s, which coredns-custom adds", async (name) => {
        expect(await addressOf(name)).toContain("192.0.2.1");
    });

    test("answers for the nodes' names", async () => {
        const [own] = (await node(agent)).status.addresses;
        expect(await addressOf(agent)).toContain(own?.address);
    });

    test("a manifest that is rewritten is applied again", async () => {
        await nodes.put(server, { [customDns]: namesAt("192.0.2.2") });
        await kubeSystem(
            "wait",
            "configmap/coredns-custom",
            "--for=jsonpath={.metadata.annotations.address}=192.0.2.2",
            "--timeout=30s",
        );
    });
});
