import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { ChartRepository, repositoryPassword } from "./support/chart-repository";
import { kubectl, leftovers } from "./support/docker";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-release";
const server = `${project}-test-dev-server`;
const planted = "planted-release-secret";
const run = promisify(execFile);

/** A hook where it is asked for, a Job that ends, a Service that wants an address, a definition in `crds`, and a value that is nobody's business. */
const chart = {
    "Chart.yaml": "apiVersion: v2\nname: batch\nversion: 1.0.0\n",
    "values.yaml": "hook: null\ncommand: [/coredns, -version]\nservice: LoadBalancer\npassword: none\n",
    "crds/thing.yaml": `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  names: { kind: Thing, plural: things }
  scope: Namespaced
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`,
    "templates/hook.yaml": `
{{- with .Values.hook }}
apiVersion: batch/v1
kind: Job
metadata: { name: check, annotations: { "helm.sh/hook": "pre-install,pre-upgrade" } }
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: check, image: {{ .image }}, imagePullPolicy: Never, args: {{ toJson .args }} }]
{{- end }}
`,
    "templates/all.yaml": `
apiVersion: batch/v1
kind: Job
metadata: { name: "migrate-{{ .Release.Revision }}" }
spec:
  backoffLimit: 0
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: migrate, image: "local/coredns:1", imagePullPolicy: Never, command: {{ toJson .Values.command }} }]
---
apiVersion: v1
kind: Service
metadata: { name: front }
spec: { type: "{{ .Values.service }}", selector: { app: none }, ports: [{ port: 8085 }] }
---
apiVersion: v1
kind: Secret
metadata: { name: password }
stringData: { password: {{ .Values.password | quote }} }
`,
};

const program = `
import * as k3s from "pulumi-k3s";
import * as pulumi from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
const args = JSON.parse(readFileSync("release.json", "utf8"));
const cluster = new k3s.Cluster("dev");
export const kubeconfig = cluster.kubeconfig;
if (args) new k3s.HelmRelease("batch", {
    cluster, chart: "batch", namespace: "work", username: "ci", password: new pulumi.Config().requireSecret("repository"),
    ...args,
    values: { ...args.values, password: new pulumi.Config().requireSecret("planted") },
});
`;

const repository = new ChartRepository();
let stack: Program;
let source: object;

function release(args: object): void {
    stack.write({ "release.json": JSON.stringify({ ...source, ...args }) });
}

function noRelease(): void {
    stack.write({ "release.json": "null" });
}

async function environment(): Promise<NodeJS.ProcessEnv> {
    return { ...process.env, KUBECONFIG: stack.file("kubeconfig", String((await stack.outputs()).kubeconfig)) };
}

/** What Helm has to tell of the release. */
async function helm(...args: string[]): Promise<unknown> {
    const command = [...args, "batch", "--namespace=work", "--output=json"];
    const { stdout } = await run(required("HELM_BINARY"), command, { env: await environment() });
    return JSON.parse(stdout);
}

/** Helm by hand, ended without a chance to tidy up as soon as it has said what it is at. */
async function interrupted(operation: "install" | "upgrade"): Promise<void> {
    const command = [operation, "batch", repository.folderOf("batch"), "--set=command={/coredns}", "--wait-for-jobs"];
    const helm = spawn(required("HELM_BINARY"), [...command, "--wait", "--namespace=work"], {
        env: await environment(),
        stdio: "ignore",
    });
    const exited = once(helm, "exit");
    while (helm.exitCode === null && !(await labels()).includes(`pending-${operation}`)) await delay(100);
    helm.kill("SIGKILL");
    await exited;
}

/** What Helm's records say of their states. */
function labels(): Promise<string> {
    const states = "jsonpath={.items[*].metadata.labels.status}";
    return kubectl(server, "get", "secrets", "-n", "work", "-l", "owner=helm", "-o", states);
}

/** Of the chart nothing but its hook, which Helm leaves behind, and no record of Helm's. */
async function expectNothing(): Promise<void> {
    await expectSoon(async () => {
        const names = await kubectl(server, "get", "jobs,services,secrets", "-n", "work", "-o", "name");
        expect(names).toBe("job.batch/check");
    }, 60);
}

beforeAll(async () => {
    source = { repo: await repository.start({ batch: chart }), caFile: repository.caFile };
    stack = await Program.create(project, { "index.ts": program });
    await stack.setSecret("repository", repositoryPassword);
    await stack.setSecret("planted", planted);
});

afterAll(async () => {
    await stack.remove();
    repository.stop();
    expect(await leftovers(project)).toEqual([]);
});

describe("a release from a private repository", () => {
    it("is there when its Jobs are done and its Services have addresses, where that is asked", async () => {
        release({ waitForJobs: true, waitForLoadBalancers: true, skipCrds: true });
        const { output } = await stack.up();
        expect(output).toMatch(/0 of 1 Job completed/);
        const job = await kubectl(
            server,
            "get",
            "job",
            "-n",
            "work",
            "migrate-1",
            "-o",
            "jsonpath={.status.succeeded}",
        );
        expect(job).toBe("1");
        const address = "jsonpath={.status.loadBalancer.ingress[0].ip}";
        expect(await kubectl(server, "get", "service", "-n", "work", "front", "-o", address)).toMatch(/^\d/);
        expect(await kubectl(server, "get", "crd", "-o", "name")).not.toContain("things.example.com");
    });

    it("keeps its secrets out of state and output", async () => {
        const { steps, output } = await stack.up();
        expect(summary(steps)).toEqual([]);
        for (const secret of [planted, repositoryPassword]) {
            expect(output).not.toContain(secret);
            expect(stack.state()).not.toContain(secret);
        }
        const stored = await kubectl(
            server,
            "get",
            "secret",
            "-n",
            "work",
            "password",
            "-o",
            "jsonpath={.data.password}",
        );
        expect(Buffer.from(stored, "base64").toString()).toBe(planted);
    });

    it("is taken back where that is asked, with the evidence that Helm takes away", async () => {
        const values = await helm("get", "values");
        release({ atomic: true, waitForJobs: true, timeoutSeconds: 15, values: { command: ["/no-such-command"] } });
        const text = await failureOf(stack.up());
        expect(text).toMatch(says("release batch cannot become available … Helm"));
        expect(text).toMatch(/no such file or directory/);
        expect(text).not.toContain(planted);
        // Helm's own wait is told of too.
        expect(text).toMatch(/0 of 1 Job completed/);
        expect(await helm("history")).toMatchObject(["superseded", "failed", "deployed"].map((status) => ({ status })));
        expect(await helm("get", "values")).toEqual(values);
        expect(await kubectl(server, "get", "jobs", "-n", "work", "-o", "name")).toBe("job.batch/migrate-1");
    });

    it("says at once why a Job failed, with its last words", async () => {
        release({ waitForJobs: true, values: { command: ["/coredns", "-no-such-flag"] } });
        const text = await failureOf(stack.up());
        expect(text).toMatch(says("release batch cannot become available."));
        expect(text).toMatch(/Job work\/migrate-\d: it failed:/);
        expect(text).toMatch(/last lines of container migrate:[^]*Show version/);
        expect(text).not.toContain(planted);
    });

    it("does not wait where it is told not to, and keeps no more revisions than it is told", async () => {
        release({ wait: false, historyLimit: 1, values: { command: ["/coredns", "-no-flag"] } });
        const { output } = await stack.up();
        // It was installed without them, and Helm upgrades none. What it has stored of the chart tells.
        expect(output).toMatch(
            says("CustomResourceDefinition things.example.com (crds/thing.yaml) … not in the cluster"),
        );
        // Of three: the new one, and the one that was deployed before it, which Helm always keeps.
        expect((await labels()).split(" ")).toHaveLength(2);
    });

    it("says why a hook failed, with its last words", async () => {
        release({ values: { hook: { image: "local/coredns:1", args: ["-no-such-flag"] } } });
        const text = await failureOf(stack.up());
        expect(text).toMatch(says("hook of the release batch cannot complete"));
        expect(text).toContain("Job work/check: it failed:");
        expect(text).toMatch(/last lines of container check:[^]*Show version/);
    });

    it("says why a hook cannot begin, and lets Helm wait for it no longer", async () => {
        release({ timeoutSeconds: 250, values: { hook: { image: "nothing/there:1", args: [] } } });
        const text = await failureOf(stack.up());
        expect(text).toMatch(/hook of the release batch cannot complete[^]*ErrImageNeverPull/);
        expect(text).toContain("DeadlineExceeded");
    });

    it("goes on after an upgrade that was killed in its midst", async () => {
        await interrupted("upgrade");
        expect(await labels()).toContain("pending-upgrade");
        const { version } = (await helm("status")) as { version: number };
        release({ waitForJobs: true });
        await stack.up();
        expect(await labels()).toContain("deployed");
        expect(await labels()).not.toContain("pending");
        // Helm goes on from the revision before, and forgets what the killed one made under a name of its own.
        await kubectl(server, "delete", "job", "-n", "work", "--ignore-not-found", `migrate-${version}`);
    });

    it("goes with all that it made when it is taken out of the program", async () => {
        noRelease();
        const { steps } = await stack.up();
        expect(summary(steps)).toEqual([
            "delete HelmRelease batch",
            "delete Release batch",
            "delete WorkloadsReady batch-ready",
        ]);
        await expectNothing();
    });

    it("leaves nothing when its first installation is taken back", async () => {
        release({ atomic: true, waitForJobs: true, timeoutSeconds: 15, values: { command: ["/no-such-command"] } });
        const text = await failureOf(stack.up());
        expect(text).toMatch(/release batch cannot become available.*Helm[^]*no such file or directory/);
        await expectNothing();
    });

    it("is installed over an installation that was killed in its midst", async () => {
        await interrupted("install");
        expect(await labels()).toBe("pending-install");
        // A Job cannot be changed: what the killed installation made of it is taken over.
        release({ values: { command: ["/coredns"] } });
        await stack.up();
        expect(await labels()).toBe("deployed");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
