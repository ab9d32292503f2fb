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

interface Named {
    metadata: { name: string };
}

type PersistentVolume = Named & { spec: Record<string, unknown> };

interface Service {
    status: { loadBalancer: { ingress?: { ip: string }[] } };
}

async function list<T>(kind: string): Promise<T[]> {
    return (JSON.parse(await nodes.kubectl(server, "get", kind, "--output=json")) as { items: T[] }).items;
}

async function apply(manifest: string): Promise<void> {
    await nodes.put(server, { "tmp/manifest.yaml": manifest });
    await nodes.kubectl(server, "apply", "--filename=/tmp/manifest.yaml");
}

async function node(name: string): Promise<Node> {
    return JSON.parse(await nodes.kubectl(server, "get", "node", name, "--output=json")) as Node;
}

async function kubeSystem(...args: string[]): Promise<string> {
    return nodes.kubectl(server, "--namespace=kube-system", ...args);
}

jest.setTimeout(180_000);

beforeAll(async () => {
    const start = new Date();
    await nodes.createNetwork();
    await nodes.start(server, {
        command: [
            ...["server", "--disable=traefik,metrics-server"],
            ...["--node-label=role=first", "--kubelet-arg=--max-pods=40"],
        ],
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
            "timeout 60 sh -c 'until nslookup kubernetes.default.svc.cluster.local 10.43.0.10; do :; done'",
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
            "--timeout=60s",
        );
    });
});

describe("the storage class local-path", () => {
    const storage = "/var/lib/rancher/k3s/storage";

    test("makes a volume on the node of the pod that first uses it, and takes it away with its claim", async () => {
        await apply(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}
---
apiVersion: v1
kind: Pod
metadata: {name: user}
spec:
  terminationGracePeriodSeconds: 0
  nodeSelector: {kubernetes.io/hostname: ${agent}}
  tolerations: [{operator: Exists}]
  containers: [{name: user, image: "local/pause:1", volumeMounts: [{name: data, mountPath: /data}]}]
  volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]
`);
        await nodes.kubectl(server, "wait", "pod/user", "--for=condition=Ready", "--timeout=60s");
        const [volume] = await list<PersistentVolume>("persistentvolumes");
        expect(volume?.spec).toMatchObject({
            storageClassName: "local-path",
            persistentVolumeReclaimPolicy: "Delete",
            local: { path: `${storage}/${volume?.metadata.name ?? ""}_default_data` },
            nodeAffinity: {
                required: {
                    nodeSelectorTerms: [
                        { matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [agent] }] },
                    ],
                },
            },
        });
        expect(await nodes.exec(agent, "ls", storage)).toBe(`${volume?.metadata.name ?? ""}_default_data\n`);
        await nodes.kubectl(server, "delete", "pod/user", "pvc/data");
        await nodes.kubectl(server, "wait", "persistentvolumes", "--all", "--for=delete", "--timeout=60s");
        expect(await nodes.exec(agent, "ls", storage)).toBe("");
    });
});

describe("a Service of type LoadBalancer", () => {
    const service = (name: string) => `
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: kube-system}
spec: {type: LoadBalancer, selector: {k8s-app: kube-dns}, ports: [{name: http, port: 8088, targetPort: 9153}]}
`;
    const hasAddresses = async (name: string) => {
        const ips = [
            "service",
            name,
            "--namespace=kube-system",
            '--output=jsonpath={.status.loadBalancer.ingress[*].ip}{"\\n"}',
        ];
        await nodes.watched(server, ips, (line) => line === addresses.join(" "));
    };
    let addresses: string[];

    beforeAll(async () => {
        const found = await Promise.all([node(server), node(agent)]);
        addresses = found.map((each) => each.status.addresses[0]?.address ?? "").sort();
        // The agent's own taint keeps the pods of servicelb away, as it does in K3s.
        await nodes.kubectl(server, "taint", "node", agent, "for-");
        await apply(service("first"));
        await hasAddresses("first");
    });

    test("answers at the nodes' addresses, which are in its status", async () => {
        for (const address of [...addresses, "127.0.0.1"]) {
            // The rules follow the status.
            const get = `until wget -qO- http://${address}:8088/metrics; do :; done`;
            expect(await nodes.exec(agent, "timeout", "60", "sh", "-c", get)).toContain("coredns_build_info");
        }
    });

    test("whose port is taken waits until it is free", async () => {
        await apply(service("second"));
        const pod = ["--selector=svccontroller.k3s.cattle.io/svcname=second", "--timeout=60s"];
        await kubeSystem("wait", "pods", ...pod, "--for=create");
        await kubeSystem("wait", "pods", ...pod, "--for=jsonpath={.status.conditions[0].reason}=Unschedulable");
        const second = JSON.parse(await kubeSystem("get", "service/second", "--output=json")) as Service;
        expect(second.status.loadBalancer).toEqual({});
        await kubeSystem("delete", "service/first");
        await hasAddresses("second");
        const left = JSON.parse(await kubeSystem("get", "daemonsets", "--output=json")) as { items: Named[] };
        expect(left.items.map(({ metadata }) => metadata.name)).toEqual([
            expect.stringMatching(/^svclb-second-[0-9a-f]{8}$/),
        ]);
    });
});
