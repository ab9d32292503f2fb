import { Agent, request } from "node:http";
import { text } from "node:stream/consumers";
import { kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { service, workload } from "./support/objects";

jest.setTimeout(400_000);

const project = "e2e-packaged";
const server = `${project}-test-dev-server`;

/** A web server that an Ingress leads to, and an autoscaler that it keeps busy with little. */
const objects = `
${workload({
    name: "web",
    image: webImage,
    container: {
        resources: { requests: { cpu: "10m" }, limits: { cpu: "50m" } },
        readinessProbe: { httpGet: { path: "/healthz", port: 8080 } },
    },
})}
${service("web", [{ port: 80, targetPort: 8080 }])}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: default }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 1
  maxReplicas: 2
  metrics:
  - type: Resource
    resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: default }
spec:
  ingressClassName: traefik
  rules:
  - host: web.example
    http:
      paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }]
`;

interface Service {
    metadata: { name: string };
    spec: { type: string; ports: { port: number }[] };
}

let stack: Program;

/** @param door the Service that ingress comes in by. */
function program(door?: string): Record<string, string> {
    const endpoint = { namespace: "kube-system", service: door, port: 80, hostPort: 18_090 };
    return {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev", { disable: [], images: ["${webImage}"] });
            const web = new k3s.Manifest("web", { cluster, yaml: ${JSON.stringify(objects)} });
            ${door ? `new k3s.ServiceEndpoint("door", { cluster, ...${JSON.stringify(endpoint)} });` : ""}
        `,
    };
}

/** The Service of type LoadBalancer at port 80 that K3s's ingress controller has, by whichever name. */
async function ingressService(): Promise<string> {
    const found = JSON.parse(await kubectl(server, "get", "services", "-n", "kube-system", "-o", "json")) as {
        items: Service[];
    };
    const isDoor = ({ spec }: Service) => spec.type === "LoadBalancer" && spec.ports.some(({ port }) => port === 80);
    const door = found.items.find(isDoor);
    if (!door) throw new Error("kube-system has no LoadBalancer at port 80");
    return door.metadata.name;
}

async function ask(host: string, agent?: Agent): Promise<{ status: number | undefined; body: string }> {
    return new Promise((resolve, reject) => {
        const asked = request({ port: 18_090, host: "127.0.0.1", headers: { host }, agent: agent ?? false });
        asked.on("error", reject).on("response", (response) => {
            text(response).then((body) => {
                resolve({ status: response.statusCode, body });
            }, reject);
        });
        asked.end();
    });
}

/** Keeps asking until it is told to stop. */
async function load(signal: AbortSignal): Promise<void> {
    const agent = new Agent({ keepAlive: true });
    while (!signal.aborted) await ask("web.example", agent);
    agent.destroy();
}

beforeAll(async () => {
    stack = await Program.create(project, program());
    await stack.up();
    // On a new cluster K3s installs its ingress controller when the nodes are ready.
    let door = "";
    await expectSoon(async () => {
        door = await ingressService();
    }, 180);
    stack.write(program(door));
    expect(summary((await stack.up()).steps)).toContain("create EndpointReady door-ready");
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("a cluster with all that K3s brings", () => {
    it("answers an Ingress at the endpoint of its controller", async () => {
        await kubectl(
            server,
            "wait",
            "ingress/web",
            "--for=jsonpath={.status.loadBalancer.ingress[0].ip}",
            "--timeout=60s",
        );
        // The controller knows of the pod a moment after the API server does.
        await expectSoon(async () => {
            expect(await ask("web.example")).toEqual({
                status: 200,
                body: expect.stringMatching(/^Hello from web-/) as string,
            });
        });
        expect((await ask("other.example")).status).toBe(404);
    });

    it("tells what nodes and pods use", async () => {
        await kubectl(
            server,
            "wait",
            "apiservice/v1beta1.metrics.k8s.io",
            "--for=condition=Available",
            "--timeout=120s",
        );
        expect(await kubectl(server, "top", "nodes")).toMatch(/^dev-server +\d+m +\d+% +\d+Mi +\d+%$/m);
        // A pod is known when it was asked for twice.
        await expectSoon(async () => {
            expect(await kubectl(server, "top", "pods")).toMatch(/^web-\S+ +\d+m +\d+Mi/m);
        });
    });

    it("adds pods under load, which an up leaves as they are", async () => {
        expect(await kubectl(server, "get", "deployment/web", "-o", "jsonpath={.status.readyReplicas}")).toBe("1");
        const stop = new AbortController();
        const asking = load(stop.signal);
        try {
            const scaled = ["--for=jsonpath={.status.readyReplicas}=2", "--timeout=180s"];
            await Promise.race([kubectl(server, "wait", "deployment/web", ...scaled), asking]);
        } finally {
            stop.abort();
            await asking;
        }
        expect(summary((await stack.up()).steps)).toEqual([]);
        expect(await kubectl(server, "get", "deployment/web", "-o", "jsonpath={.spec.replicas}")).toBe("2");
    });
});
