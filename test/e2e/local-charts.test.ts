import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { kubectl, leftovers } from "./support/docker";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-local-charts";
const server = `${project}-test-dev-server`;
const run = promisify(execFile);

const program = `
import * as k3s from "pulumi-k3s";
const cluster = new k3s.Cluster("dev");
export const kubeconfig = cluster.kubeconfig;
new k3s.HelmRelease("shop", { cluster, chart: "./chart", namespace: "work", timeoutSeconds: 60 });
`;

const map = (name: string, text: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata: { text: ${text} }\n`;

/** With what the API server completes by itself left out. */
const definition = (name: string, property: string) => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${name}s.example.com }
spec:
  group: example.com
  names: { kind: ${name}, plural: ${name}s }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { ${property}: { type: string } } } }
`;

/** Its maintainers have deprecated it: of that Helm's command line warns, Pulumi's plugin does not, and neither do we. */
const metadata = "apiVersion: v2\nname: shop\nversion: 1.0.0\ndeprecated: true\n";
const dependency = 'dependencies: [{ name: sub, version: 1.0.0, repository: "file://../sub" }]\n';

let stack: Program;

function helm(...args: string[]): Promise<{ stdout: string }> {
    return run(required("HELM_BINARY"), args, { cwd: stack.folder });
}

function text(name: string): Promise<string> {
    return kubectl(server, "get", "configmap", "-n", "work", name, "-o", "jsonpath={.data.text}");
}

beforeAll(async () => {
    stack = await Program.create(project, {
        "index.ts": program,
        "chart/Chart.yaml": metadata + dependency,
        "chart/.helmignore": "node_modules/\n*.swp\n",
        "chart/templates/own.yaml": map("own", "one"),
        "chart/crds/lamp.yaml": definition("lamp", "colour"),
        "shared/notes.yaml": map("notes", "one"),
        "sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
        "sub/templates/sub.yaml": map("sub", "one"),
        "sub/crds/bulb.yaml": definition("bulb", "watts"),
    });
    symlinkSync("../../shared/notes.yaml", join(stack.folder, "chart/templates/notes.yaml"));
    mkdirSync(join(stack.folder, "chart/node_modules"));
    symlinkSync("nowhere", join(stack.folder, "chart/node_modules/broken"));
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

const remedy = "kubectl apply --server-side --force-conflicts -f ./chart/crds/lamp.yaml -f ./chart/crds/new.yaml";
const upgraded = ["update Release shop", "update WorkloadsReady shop-ready"];

describe("a chart in a folder", () => {
    it("that lacks what it depends on is refused before anything is created, with the command that brings it", async () => {
        // Which pulumi up begins with.
        expect(await failureOf(stack.preview())).toMatch(
            says("chart … ./chart … lacks sub … charts … helm dependency build ./chart"),
        );
        expect(await leftovers(project)).toEqual([]);
    });

    it("is installed with what links in it lead to, and without what .helmignore leaves out", async () => {
        await helm("dependency", "build", "./chart");
        const { output, warnings } = await stack.up();
        expect(await Promise.all(["own", "notes", "sub"].map(text))).toEqual(["one", "one", "one"]);
        expect(output).not.toContain("CustomResourceDefinition");
        expect(warnings).toEqual([]);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is not upgraded by what Helm does not see: editors' files, modules, the source of a dependency that is packed", async () => {
        stack.write({ "chart/templates/.own.yaml.swp": "a", "chart/node_modules/a.js": "a" });
        stack.write({ "sub/templates/sub.yaml": map("sub", "two") });
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is upgraded by what a link leads to, and by a dependency that is packed again", async () => {
        stack.write({ "shared/notes.yaml": map("notes", "two") });
        await helm("dependency", "update", "./chart");
        const { steps, output } = await stack.up();
        expect(summary(steps)).toEqual(upgraded);
        expect(await Promise.all(["own", "notes", "sub"].map(text))).toEqual(["one", "two", "two"]);
        expect(output).not.toContain("CustomResourceDefinition");
    });

    it("whose definitions have changed says so, and how they get into the cluster", async () => {
        stack.write({
            "chart/crds/lamp.yaml": definition("lamp", "brightness"),
            "chart/crds/new.yaml": definition("shade", "colour"),
        });
        const { output, warnings } = await stack.up();
        expect(output).toMatch(
            says("CustomResourceDefinition lamps.example.com (crds/lamp.yaml) … another … in the cluster"),
        );
        expect(output).toMatch(
            says("CustomResourceDefinition shades.example.com (crds/new.yaml) … not in the cluster"),
        );
        expect(output).toContain(remedy);
        expect(warnings.filter((warning) => warning.includes("CustomResourceDefinition"))).toHaveLength(1);
    });

    it("says so no longer when what was said is done, but of what it depends on", async () => {
        const kubeconfig = stack.file("kubeconfig", String((await stack.outputs()).kubeconfig));
        const [command = "", ...args] = remedy.split(" ");
        expect(command).toBe("kubectl");
        await run(process.env.KUBECTL_BINARY ?? command, [`--kubeconfig=${kubeconfig}`, ...args], {
            cwd: stack.folder,
        });
        stack.write({ "sub/crds/bulb.yaml": definition("bulb", "volts") });
        await helm("dependency", "update", "./chart");
        const { steps, output } = await stack.up();
        expect(summary(steps)).toEqual(upgraded);
        expect(output).not.toMatch(/lamps|shades/);
        expect(output).toMatch(says("CustomResourceDefinition bulbs.example.com (crds/bulb.yaml of sub) … another"));
        expect(output).toContain("kubectl apply --server-side --force-conflicts -f <file>");
    });

    it("that wants another Kubernetes is refused by Helm, and stays as it was", async () => {
        stack.write({ "chart/Chart.yaml": `${metadata}kubeVersion: ">=1.99.0"\n${dependency}` });
        expect(await failureOf(stack.up())).toMatch(
            /chart requires kubeVersion: >=1\.99\.0 which is incompatible with Kubernetes v1/,
        );
        stack.write({ "chart/Chart.yaml": metadata + dependency });
        expect(summary((await stack.up()).steps)).not.toContain("create Release shop");
        expect(await text("own")).toBe("one");
    });
});

describe("what Helm stores of a release", () => {
    it("is refused before anything is changed where the chart's files alone are too large", async () => {
        writeFileSync(join(stack.folder, "chart/large"), randomBytes(900_000));
        expect(await failureOf(stack.preview())).toMatch(/\.\/chart.* too large.* Secret.* 1 MiB.* 1\.\d MiB/);
    });

    it("is taken where they are not, though the archive would be larger than a Secret", async () => {
        writeFileSync(join(stack.folder, "chart/large"), randomBytes(500_000));
        writeFileSync(join(stack.folder, "chart/zeros"), Buffer.alloc(2_000_000));
        expect(summary((await stack.up()).steps)).toEqual(upgraded);
    });

    it("tells what to do where the objects make it too large, and the next up goes on", async () => {
        const large = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: large }\nbinaryData: { large: {{ .Files.Get "large" | b64enc }} }\n`;
        stack.write({ "chart/templates/large.yaml": large });
        const failure = await failureOf(stack.up());
        expect(failure).toMatch(says("Helm … revision … Secret"));
        expect(failure).toMatch(says("Next: … .helmignore"));
        stack.write({ "chart/.helmignore": "node_modules/\n*.swp\nlarge*\n" });
        await stack.up();
        expect(await text("own")).toBe("one");
    });
});
