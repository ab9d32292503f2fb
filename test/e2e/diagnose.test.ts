import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./support/command-line";
import { docker, kubectl, leftovers } from "./support/docker";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-diagnose";
const cluster = `${project}/test/dev`;
const server = `${project}-test-dev-server`;
const redis = "pulumi-k3s-operator/redis:7";
const secretValue = "planted-secret-value";
const releaseContent = "planted-release-content";
const password = "planted-password-value";

const program = `
import * as k3s from "pulumi-k3s";

const cluster = new k3s.Cluster("dev", { images: ["${redis}"] });
const dns = { namespace: "kube-system", service: "kube-dns", port: "dns-tcp" };
for (const via of ["node", "api"] as const) new k3s.ServiceEndpoint(\`door-\${via}\`, { cluster, via, ...dns });
export const path = cluster.kubeconfigPath;
`;

function deployment(name: string, container: object) {
    const labels = { app: name };
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: "default" },
        spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: { containers: [{ name: "main", ...container }] } },
        },
    };
}

/** A program that does not start, with what it should not have told in its log, and an image that is nowhere. */
const broken = [
    { apiVersion: "v1", kind: "Secret", metadata: { name: "planted" }, stringData: { password: secretValue } },
    {
        apiVersion: "v1",
        kind: "Secret",
        metadata: {
            name: "sh.helm.release.v1.web.v2",
            labels: { owner: "helm", name: "web", status: "failed", version: "2" },
        },
        stringData: { release: releaseContent },
    },
    deployment("crashing", {
        image: redis,
        args: ["--no-such-directive", `postgres://app:${password}@database/shop`],
        envFrom: [{ secretRef: { name: "planted" } }],
    }),
    deployment("unpullable", { image: "localhost:1/no/such:image" }),
];

let stack: Program;
/** What no report may have. */
let secrets: string[];

const diagnose = (...args: string[]) => commandLine(stack.folder, "diagnose", ...args);

async function report(): Promise<string> {
    const { code, stdout, stderr } = await diagnose(cluster);
    expect([code, stderr]).toEqual([0, ""]);
    for (const secret of secrets) expect(stdout).not.toContain(secret);
    return stdout;
}

beforeAll(async () => {
    stack = await Program.create(project, { "index.ts": program });
    await stack.up();
    const objects = stack.file("broken.json", JSON.stringify({ apiVersion: "v1", kind: "List", items: broken }));
    await docker("cp", objects, `${server}:/broken.json`);
    await kubectl(server, "apply", "-f", "/broken.json");
    const kubeconfig = readFileSync(String((await stack.outputs()).path), "utf8");
    const data = [...kubeconfig.matchAll(/-data: (\S+)/g)].map(([, value = ""]) => value);
    expect(data).toHaveLength(3);
    const token = await docker("exec", server, "cat", "/etc/rancher/pulumi-k3s/token");
    expect(token.length).toBeGreaterThan(20);
    secrets = [...data, token, secretValue, releaseContent, password];
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

it("a report names what is wrong, and why, without secrets", async () => {
    await expectSoon(async () => {
        const text = await report();
        expect(text).toMatch(/^- pod default\/crashing-.*ended with exit code 1/m);
        expect(text).toMatch(/^- pod default\/unpullable-.*image localhost:1\/no\/such:image cannot be pulled/m);
        expect(text).toContain("CrashLoopBackOff");
        expect(text).toContain(`## Cluster ${cluster}`);
        expect(text).toContain('no-such-directive "postgres://app:[redacted]@database/shop"');
        expect(text).toMatch(says("- Deployment default/crashing: 0 of 1 … available"));
        expect(text).toContain("- Helm release default/web: failed, revision 2");
        expect(text).toContain("- dev-server is ready");
        expect(text).toMatch(/^- v1\.\d+\.\d+\+k3s\d+ at https:\/\//m);
        expect(text).toMatch(/^#### e2e-diagnose-test-dev-server \(server\)\n\n- state: running since/m);
        expect(text).toMatch(/^door-node +\S+ +node +listening .* kube-system\/kube-dns:dns-tcp/m);
        expect(text).toMatch(/^door-api +\S+ +api +listening .* kube-system\/kube-dns:53/m);
        expect(text).toMatch(/^Log of the forwarder:$/m);
        expect(text).not.toContain("Not known");
        expect(text).not.toContain("could not be read");
    });
});

it("secrets are taken out of the log of a node too", async () => {
    const [, , key = "", token = ""] = secrets;
    const lines = [`joined with token ${token}`, `K10${"ab".repeat(32)}::server:${token}`, `key ${key}`];
    await docker("exec", server, "sh", "-c", 'printf "%s\\n" "$@" > /proc/1/fd/1', "sh", ...lines);
    const text = await report();
    expect(text).toContain("joined with token [redacted]\n[redacted]\nkey [redacted]\n");
});

it("a report goes to a file for its user alone, and is JSON when it is asked for", async () => {
    const file = join(stack.folder, "report.json");
    const { code, stdout, stderr } = await diagnose(cluster, "--json", "--file", file, "--lines", "3");
    expect([code, stdout, stderr]).toEqual([0, "", `pulumi-k3s: the report is in ${file}\n`]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const content = JSON.parse(readFileSync(file, "utf8")) as { clusters: { cluster: string; findings: string[] }[] };
    expect(content.clusters).toMatchObject([
        { cluster, nodes: [{ name: "dev-server" }], releases: [{ status: "failed" }] },
    ]);
    expect(content.clusters[0]?.findings.join()).toContain("default/crashing");
    for (const secret of secrets) expect(JSON.stringify(content)).not.toContain(secret);
});

it("a cluster that is not there is told of, and where no report can be written", async () => {
    expect(await diagnose("nowhere")).toEqual({
        code: 1,
        stdout: "",
        stderr: expect.stringContaining(cluster) as string,
    });
    const { code, stderr } = await diagnose(cluster, "--file", join(stack.folder, "nowhere", "report.md"));
    expect([code, stderr]).toEqual([1, expect.stringContaining("The report cannot be written to")]);
});

it("without its daemon there is a report of the rest", async () => {
    await expectSoon(async () => {
        const { code, stdout } = await diagnose(cluster, "--docker-host", "unix:///no/such.sock");
        expect(code).toBe(0);
        expect(stdout).toMatch(/^- Docker: No Docker daemon .*unix:\/\/\/no\/such\.sock/m);
        expect(stdout).toContain("- dev-server is ready");
        expect(stdout).toMatch(/^door-api .* listening /m);
    });
});

it("a server that takes connections and does not answer is told of in seconds", async () => {
    await docker("pause", server);
    let text = "";
    const reportInMs = async () => {
        const since = Date.now();
        text = await report();
        return Date.now() - since;
    };
    try {
        // A machine that stands still makes one report late, hardly two.
        const tookMs = await reportInMs();
        expect(tookMs < 30_000 ? tookMs : await reportInMs()).toBeLessThan(30_000);
    } finally {
        await docker("unpause", server);
    }
    expect(text).toContain(`- container ${server} (server) is paused (docker unpause ${server})`);
    expect(text).toMatch(/^- Kubernetes: https:\/\/\S+ does not answer in time$/m);
});

it("of a server that is stopped there is still a report, with its last lines", async () => {
    await docker("stop", "--time", "10", server);
    const last = (await docker("logs", "--tail", "1", server)).trim();
    const text = await report();
    expect(text).toMatch(
        new RegExp(`^- container ${server} \\(server\\) is stopped, with exit code \\d+ at .* \\(pulumi up`, "m"),
    );
    expect(text).toMatch(/^- Kubernetes: https:\/\/\S+ cannot be reached: /m);
    expect(text).toContain(last);
    expect(text).toMatch(/^door-node .* listening /m);
});
