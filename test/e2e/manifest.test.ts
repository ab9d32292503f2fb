import { kubectl, leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { lampDefinition } from "./support/lamp";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { workload } from "./support/objects";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-manifest";
const server = `${project}-test-dev-server`;

let stack: Program;

function autoscaler(version: string): string {
    const metric =
        version === "v2"
            ? "metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 80 } } }]"
            : "targetCPUUtilizationPercentage: 80";
    return `
apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: web, namespace: shop }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 1
  maxReplicas: 3
  ${metric}
`;
}

const lamp = `
apiVersion: example.com/v1
kind: Lamp
metadata: { name: desk, namespace: shop }
spec: { colour: green }
`;

const secret = `
apiVersion: v1
kind: Secret
metadata: { name: login, namespace: shop }
stringData: { password: a-planted-secret }
`;

const text = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: text, namespace: shop }\ndata: { text: moved }\n";

const idle = (replicas: number) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: idle, namespace: shop, annotations: { "pulumi.com/skipAwait": "true" } }
spec:
  replicas: ${replicas}
  paused: true
  selector: { matchLabels: { app: idle } }
  template: { metadata: { labels: { app: idle } }, spec: { containers: [{ name: main, image: "local/none:1" }] } }
`;

const pause = "docker.io/local/pause:1";

const web = (image: string) =>
    workload({
        name: "web",
        namespace: "shop",
        image,
        imagePullPolicy: "IfNotPresent",
        pod: { terminationGracePeriodSeconds: 0 },
    });

/** Its pod goes on for ever; of another step, it is another Job. */
const endless = (step: string, seconds = "") => `
apiVersion: batch/v1
kind: Job
metadata: { name: endless, namespace: shop }
spec:
  backoffLimit: 0
  ${seconds}
  template:
    metadata: { labels: { step: ${step} } }
    spec: { restartPolicy: Never, containers: [{ name: main, image: "${pause}" }] }
`;

const balanced = `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { type: LoadBalancer, selector: { app: web }, ports: [{ port: 80 }] }
`;

/** A base outside the overlay's own folder, and the third of the names that kustomize knows. */
const kustomization = {
    "base/kustomization.yaml": "resources: [settings.yaml]\n",
    "base/settings.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { level: info }\n",
    "overlay/Kustomization": "resources: [../base]\nnamespace: shop\nnamePrefix: dev-\n",
};

beforeAll(async () => {
    stack = await Program.create(project, {
        "index.ts": `
            import { existsSync } from "node:fs";
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev", { disable: ["traefik", "metrics-server", "servicelb"] });
            const first = new k3s.Manifest("first", { cluster, path: "./first" });
            new k3s.Manifest("second", { cluster, path: "./second/*.yaml" }, { dependsOn: first });
            new k3s.Manifest("idle", { cluster, path: "./idle.yaml", force: existsSync("forced") }, { dependsOn: first });
            new k3s.Manifest("overlay", { cluster, path: "./overlay" }, { dependsOn: first });
            const waitForJobs = existsSync("jobs");
            new k3s.Manifest("work", { cluster, path: "./work", waitForJobs, timeoutSeconds: 200 }, { dependsOn: first });
        `,
        "first/namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n",
        "first/lamp.yaml": lamp,
        "first/lamps.yaml": lampDefinition,
        "first/text.yaml": text,
        "first/autoscaler.yaml": autoscaler("v1"),
        "second/login.yaml": secret,
        "idle.yaml": idle(0),
        "work/web.yaml": web(pause),
        "work/balanced.yaml": balanced,
        ...kustomization,
    });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

function uid(kind: string, name: string): Promise<string> {
    return kubectl(server, "get", kind, "-n", "shop", name, "-o", "jsonpath={.metadata.uid}");
}

describe("manifests", () => {
    it("list every object in the first preview, a kustomization's too", async () => {
        const steps = summary((await stack.preview()).steps);
        expect(steps).toEqual(
            expect.arrayContaining([
                "create ConfigMap dev:shop/dev-settings",
                "create ConfigMap dev:shop/text",
                "create CustomResourceDefinition dev:lamps.example.com",
                "create HorizontalPodAutoscaler dev:shop/web",
                "create Lamp dev:shop/desk",
                "create ManifestReady work-ready",
                "create Namespace dev:shop",
                "create Secret dev:shop/login",
            ]),
        );
    });

    it("come up in the order that they need, whatever the order of their files", async () => {
        await stack.up();
        expect(await kubectl(server, "get", "lamps", "-n", "shop", "desk", "-o", "jsonpath={.spec.colour}")).toBe(
            "green",
        );
        const available = ["get", "deployment", "-n", "shop", "web", "-o", "jsonpath={.status.availableReplicas}"];
        expect(await kubectl(server, ...available)).toBe("1");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("keep a Secret's data out of the state", () => {
        const state = stack.state();
        expect(state).not.toContain("a-planted-secret");
        expect(state).not.toContain(Buffer.from("a-planted-secret").toString("base64"));
    });

    it("keep the object itself when it moves to another Manifest or its API version changes", async () => {
        const before = [await uid("configmap", "text"), await uid("hpa", "web")];
        stack.unlink("first/text.yaml");
        stack.write({ "second/text.yaml": text, "first/autoscaler.yaml": autoscaler("v2") });
        const { steps } = await stack.up();
        expect(summary(steps).filter((step) => !step.startsWith("update"))).toEqual([]);
        expect([await uid("configmap", "text"), await uid("hpa", "web")]).toEqual(before);
    });

    it("delete the object that left the files, and nothing else", async () => {
        stack.unlink("second/text.yaml");
        expect(summary((await stack.up()).steps)).toEqual(["delete ConfigMap dev:shop/text"]);
        await expect(uid("configmap", "text")).rejects.toThrow(/not found/);
    });

    it("leave alone what another manager has, say so in preview and up, and take it over with force", async () => {
        const replicas = () =>
            kubectl(server, "get", "deployment", "-n", "shop", "idle", "-o", "jsonpath={.spec.replicas}");
        const patch = ["--type=merge", "--field-manager=other", "-p", '{"spec":{"replicas":2}}'];
        await kubectl(server, "patch", "deployment", "-n", "shop", "idle", ...patch);
        stack.write({ "idle.yaml": idle(1) });
        const advice = /Deployment shop\/idle: "other" manages \.spec\.replicas.*force: true/s;
        await expect(stack.preview()).rejects.toThrow(advice);
        await expect(stack.up()).rejects.toThrow(advice);
        expect(await replicas()).toBe("2");
        stack.write({ forced: "" });
        expect(summary((await stack.up()).steps)).toEqual(["update Deployment dev:shop/idle"]);
        expect(await replicas()).toBe("1");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("fail with the reason before anything is made where a kustomization cannot be rendered", async () => {
        const whole = kustomization["overlay/Kustomization"];
        stack.write({ "overlay/Kustomization": whole.replace("../base", "../gone") });
        const text = await failureOf(stack.preview());
        expect(text).toContain('The arguments of Manifest "overlay" are not valid:');
        expect(text).toMatch(/path "\.\/overlay" .*kustomization .*cannot be rendered: .*gone/);
        expect(text).not.toContain("invocation of");
        stack.write({ "overlay/Kustomization": whole });
    });
});

describe("the workloads of a manifest", () => {
    const proof = "update ManifestReady work-ready";

    it("that cannot start are told of long before the time is over, and heal", async () => {
        const bad = "localhost:1/no/such:image";
        stack.write({ "work/web.yaml": web(bad) });
        expect(summary((await stack.preview()).steps)).toEqual(["update Deployment dev:shop/web", proof]);
        const text = await failureOf(stack.up());
        expect(text).toMatch(
            /Manifest work cannot become available\.[^]*Deployment shop\/web: [^]*pod shop\/web-.*: container web: image localhost:1\/no\/such:image cannot be pulled/,
        );
        expect(text).toMatch(/Pod web-.*: Failed: .*localhost:1/);
        expect(text).toMatch(says("Next: … kubectl -n shop describe pod web- … object"));
        stack.write({ "work/web.yaml": web(pause) });
        expect(summary((await stack.up()).steps)).toEqual(["update Deployment dev:shop/web", proof]);
    });

    it("that somebody deleted are missed, and made again with a refresh", async () => {
        await kubectl(server, "delete", "deployment", "-n", "shop", "web");
        const text = await failureOf(stack.up());
        expect(text).toMatch(/Deployment shop\/web: .*deleted[^]*Next: .*pulumi up --refresh/);
        expect(summary((await stack.up({ refresh: true })).steps)).toEqual(["create Deployment dev:shop/web", proof]);
    });

    it("of a kind that ends are waited for when that is asked, and replaced by themselves alone", async () => {
        const job = "Job dev:shop/endless";
        stack.write({ "work/endless.yaml": endless("one") });
        expect(summary((await stack.up()).steps)).toEqual([`create ${job}`]);
        const before = await uid("job", "endless");

        stack.write({ jobs: "", "work/endless.yaml": endless("two", "activeDeadlineSeconds: 1") });
        const text = await failureOf(stack.up());
        expect(text).toMatch(/Manifest work cannot become available[^]*Job shop\/endless.*failed.*deadline/);
        expect(await uid("job", "endless")).not.toBe(before);

        stack.unlink("jobs");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
