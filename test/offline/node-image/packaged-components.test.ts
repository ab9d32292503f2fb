import { randomBytes } from "node:crypto";

import { NodesInDocker } from "./nodes-in-docker";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";
const run = `packaged-components-test-${randomBytes(3).toString("hex")}`;
const [server, agent] = [`${run}-server`, `${run}-agent`];
const nodes = new NodesInDocker(image, run);

interface Metrics {
    items: { metadata: { name: string }; usage: { cpu: string; memory: string } }[];
}

async function apply(manifest: string): Promise<void> {
    await nodes.put(server, { "tmp/manifest.yaml": manifest });
    await nodes.kubectl(server, "apply", "--filename=/tmp/manifest.yaml");
}

async function wait(...args: string[]): Promise<void> {
    await nodes.kubectl(server, "wait", "--timeout=120s", ...args);
}

/** What a shell on the server prints when it ends well, for which it has a minute. */
async function until(script: string): Promise<string> {
    return nodes.exec(server, "timeout", "60", "sh", "-c", `until ${script}; do sleep 0.5; done`);
}

jest.setTimeout(180_000);

beforeAll(async () => {
    const start = new Date();
    await nodes.createNetwork();
    await nodes.start(server, { command: ["server"], environment: { K3S_TOKEN: "some" } });
    await nodes.start(agent, {
        command: ["agent"],
        environment: { K3S_URL: `https://${server}:6443`, K3S_TOKEN: "some" },
    });
    await nodes.logged(server, "k3s is up and running");
    await nodes.heartbeat(server, server, start);
    await nodes.heartbeat(server, agent, start);
});
afterAll(() => nodes.remove());

describe("metrics-server", () => {
    beforeAll(async () => {
        await wait("deployment/metrics-server", "--namespace=kube-system", "--for=condition=Available");
        await wait("apiservice/v1beta1.metrics.k8s.io", "--for=condition=Available");
    });

    test("tells what nodes use, as the kubelet of each says", async () => {
        // It asks the kubelets every 15 s.
        await until(`kubectl top node ${agent} >/dev/null 2>&1`);
        const metrics = JSON.parse(
            await nodes.kubectl(server, "get", "--raw=/apis/metrics.k8s.io/v1beta1/nodes"),
        ) as Metrics;
        expect(metrics.items.map(({ metadata }) => metadata.name).sort()).toEqual([agent, server]);
        for (const { usage } of metrics.items) expect(parseInt(usage.memory)).toBeGreaterThan(10_000);
    });

    test("is asked by kubectl top", async () => {
        expect(await nodes.kubectl(server, "top", "nodes")).toMatch(
            new RegExp(`${server} +\\d+m +\\d+% +\\d+Mi +\\d+%`),
        );
        expect(await until("kubectl top pods --namespace=kube-system 2>/dev/null")).toMatch(/coredns-\S+ +\d+m +\d+Mi/);
    });

    test("lets an autoscaler see that pods use more than they asked for", async () => {
        await apply(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: busy}
spec:
  selector: {matchLabels: {app: busy}}
  template:
    metadata: {labels: {app: busy}}
    spec:
      terminationGracePeriodSeconds: 0
      containers:
      - name: busy
        image: local/pause:1
        command: [/bin/sh, -c, "while :; do :; done"]
        resources: {requests: {cpu: 50m}, limits: {cpu: 100m}}
        volumeMounts:
        - {name: bin, mountPath: /bin}
        - {name: lib, mountPath: /lib}
        - {name: lib64, mountPath: /lib64}
      volumes:
      - {name: bin, hostPath: {path: /bin}}
      - {name: lib, hostPath: {path: /lib}}
      - {name: lib64, hostPath: {path: /lib64}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: busy}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: busy}
  minReplicas: 1
  maxReplicas: 2
  metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]
`);
        await wait("deployment/busy", "--for=jsonpath={.spec.replicas}=2");
        await nodes.kubectl(server, "delete", "horizontalpodautoscaler/busy", "deployment/busy");
    });
});
