import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { kubectl, leftovers } from "./support/docker";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-workload-drift";
const server = `${project}-test-dev-server`;
const run = promisify(execFile);

const chart = {
    "chart/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
    "chart/values.yaml": "greeting: default\n",
    "chart/templates/all.yaml": `
apiVersion: v1
kind: ConfigMap
metadata: { name: greeting }
data: { text: {{ .Values.greeting }} }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 0
      containers: [{ name: main, image: "docker.io/local/pause:1", imagePullPolicy: Never }]
`,
};

const program = `
import { existsSync } from "node:fs";
import * as k3s from "pulumi-k3s";
const cluster = new k3s.Cluster("dev");
export const kubeconfig = cluster.kubeconfig;
const values = { greeting: "hello" };
new k3s.HelmRelease("web", { cluster, chart: "./chart", namespace: "work", values, timeoutSeconds: 60 });
new k3s.Manifest("settings", { cluster, path: "./settings.yaml", force: existsSync("forced") });
`;

const settings =
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: default }\ndata: { level: info }\n";

let stack: Program;
let environment: NodeJS.ProcessEnv;

/** What somebody does by hand, behind the program's back. */
function helm(...args: string[]): Promise<unknown> {
    return run(required("HELM_BINARY"), [...args, "--namespace=work"], { env: environment });
}

function greeting(): Promise<string> {
    return kubectl(server, "get", "configmap", "-n", "work", "greeting", "-o", "jsonpath={.data.text}");
}

function level(): Promise<string> {
    return kubectl(server, "get", "configmap", "settings", "-o", "jsonpath={.data.level}");
}

function availableReplicas(): Promise<string> {
    return kubectl(server, "get", "deployment", "-n", "work", "web", "-o", "jsonpath={.status.availableReplicas}");
}

async function expectAsProgrammed(): Promise<void> {
    expect([await greeting(), await availableReplicas(), await level()]).toEqual(["hello", "1", "info"]);
    expect(summary((await stack.up()).steps)).toEqual([]);
}

beforeAll(async () => {
    stack = await Program.create(project, { "index.ts": program, "settings.yaml": settings, ...chart });
    await stack.up();
    environment = { ...process.env, KUBECONFIG: stack.file("kubeconfig", String((await stack.outputs()).kubeconfig)) };
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

const upgraded = ["update Release web", "update WorkloadsReady web-ready"];

describe("a release that somebody", () => {
    it("upgraded with other values gets the program's back", async () => {
        await helm("upgrade", "web", `${stack.folder}/chart`, "--set=greeting=drift");
        expect(await greeting()).toBe("drift");
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual(upgraded);
        expect(summary((await stack.up({ refresh: true })).steps)).toEqual(upgraded);
        await expectAsProgrammed();
    });

    it("rolled back gets the program's values back", async () => {
        // The revision that the upgrade by hand made.
        await helm("rollback", "web", "2");
        expect(await greeting()).toBe("drift");
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual(upgraded);
        expect(summary((await stack.up({ refresh: true })).steps)).toEqual(upgraded);
        await expectAsProgrammed();
    });

    it("deleted a Deployment of gets it back from a plain up, too", async () => {
        await kubectl(server, "delete", "deployment", "-n", "work", "web");
        const restored = ["update WorkloadsReady web-ready"];
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual(restored);
        const { output, steps } = await stack.up();
        expect(summary(steps)).toEqual(restored);
        expect(output).toMatch(says("created again … Deployment work/web"));
        await expectAsProgrammed();
    });

    it("deleted a Deployment of says so on refresh", async () => {
        await kubectl(server, "delete", "deployment", "-n", "work", "web");
        expect(await stack.refresh()).toContain("WorkloadsReady web-ready updated");
        expect(stack.state()).toMatch(/"missing":\s*\[\s*"Deployment work\/web"\s*\]/);
        expect(summary((await stack.up()).steps)).toEqual(["update WorkloadsReady web-ready"]);
        await expectAsProgrammed();
    });

    it("uninstalled says at once what to do, and is installed again with a refresh", async () => {
        await helm("uninstall", "web", "--wait");
        const text = await failureOf(stack.up());
        expect(text).toMatch(/release web .*no longer in the namespace work\.[^]*pulumi up --refresh/);
        const installed = ["create Release web", "update WorkloadsReady web-ready"];
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual(installed);
        expect(summary((await stack.up({ refresh: true })).steps)).toEqual(installed);
        await expectAsProgrammed();
    });
});

describe("an object of a Manifest that somebody", () => {
    it("deleted is made again", async () => {
        await kubectl(server, "delete", "configmap", "settings");
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([
            "create ConfigMap dev:default/settings",
        ]);
        expect(summary((await stack.up({ refresh: true })).steps)).toEqual(["create ConfigMap dev:default/settings"]);
        await expectAsProgrammed();
    });

    it("edited is told of with the field and who has it now, and gets the program's value back with force", async () => {
        const patch = ["--type=merge", "--field-manager=kubectl-edit", "-p", '{"data":{"level":"debug"}}'];
        await kubectl(server, "patch", "configmap", "settings", ...patch);
        const advice = /ConfigMap default\/settings: "kubectl-edit" manages \.data\.level.*force: true/s;
        await expect(stack.preview({ refresh: true })).rejects.toThrow(advice);
        stack.write({ forced: "" });
        expect(summary((await stack.up({ refresh: true })).steps)).toEqual(["update ConfigMap dev:default/settings"]);
        await expectAsProgrammed();
    });
});
