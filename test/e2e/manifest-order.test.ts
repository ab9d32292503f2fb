import { fieldTable } from "../../sdk/nodejs/manifest/field-table";
import { fieldTable as tableOf, type OpenApi } from "../support/field-table";
import { kubectl, leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { lampDefinition } from "./support/lamp";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { service, workload } from "./support/objects";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-manifest-order";
const server = `${project}-test-dev-server`;
const settings = Array.from({ length: 8 }, (_, index) => `settings-${index}`);

let stack: Program;

/** What the webhook guards, and what it calls, of which nothing answers: it refuses all that it is asked about. */
const guarded = `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: guard }
webhooks:
  - name: guard.example.com
    admissionReviewVersions: [v1]
    sideEffects: None
    failurePolicy: Fail
    timeoutSeconds: 1
    clientConfig: { service: { name: guard, namespace: guarded, path: /check } }
    namespaceSelector: { matchLabels: { guarded: "yes" } }
    rules: [{ apiGroups: [""], apiVersions: [v1], resources: [configmaps], operations: [CREATE, DELETE] }]
---
apiVersion: v1
kind: Namespace
metadata: { name: guarded, labels: { guarded: "yes" } }
${service("guard", [{ port: 443, targetPort: 8443 }], { namespace: "guarded" })}
${workload({ name: "guard", namespace: "guarded", image: "docker.io/local/pause:1", imagePullPolicy: "IfNotPresent", pod: { terminationGracePeriodSeconds: 0 } })}
${settings.map((name) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: guarded }\n`).join("")}`;

const own = `
apiVersion: v1
kind: Namespace
metadata: { name: default, labels: { team: a } }
---
apiVersion: v1
kind: Namespace
metadata: { name: kube-system, labels: { team: b } }
---
apiVersion: v1
kind: Namespace
metadata: { name: team }
`;

const lamp = "apiVersion: example.com/v1\nkind: Lamp\nmetadata: { name: desk, namespace: default }\nspec: {}\n";
const rendered = `
apiVersion: v1
kind: ConfigMap
metadata: { name: app, annotations: { "helm.sh/hook": "pre-install,pre-upgrade" } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: wipe, annotations: { "helm.sh/hook": pre-delete } }
`;

beforeAll(async () => {
    stack = await Program.create(project, {
        "index.ts": `
            import { existsSync } from "node:fs";
            import * as pulumi from "@pulumi/pulumi";
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev");
            const given = (name: string) => existsSync(name + ".yaml");
            const all = ["guarded", "own", "rendered", "lamps"].filter(given);
            const made = all.map((name) => new k3s.Manifest(name, { cluster, path: "./" + name + ".yaml" }));
            if (given("lamp")) new k3s.Manifest("lamp", { cluster, path: "./lamp.yaml" }, { dependsOn: made });
            if (given("number")) {
                const data = { port: pulumi.output(8080) };
                const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "number" }, data };
                new k3s.Manifest("number", { cluster, objects: [object] }, { dependsOn: made });
            }
        `,
        "guarded.yaml": guarded,
        "own.yaml": own,
    });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

const configMaps = (namespace: string) =>
    kubectl(server, "get", "configmaps", "-n", namespace, "-o", "jsonpath={.items[*].metadata.name}");

describe("a Manifest with a webhook that refuses", () => {
    it("is created all the same: the webhook is the last", async () => {
        await stack.up();
        expect((await configMaps("guarded")).split(" ")).toEqual(expect.arrayContaining(settings));
        const create = ["create", "configmap", "-n", "guarded", "other"];
        await expect(kubectl(server, ...create)).rejects.toThrow(/guard\.example\.com/);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("is deleted all the same: the webhook is the first", async () => {
        stack.unlink("guarded.yaml");
        const steps = summary((await stack.up()).steps);
        expect(steps).toEqual(expect.arrayContaining(settings.map((name) => `delete ConfigMap dev:guarded/${name}`)));
        await expect(kubectl(server, "get", "namespace", "guarded")).rejects.toThrow(/not found/);
    });
});

it("leaves alone, when they leave the program, the namespaces that the cluster has made", async () => {
    stack.unlink("own.yaml");
    await stack.up();
    const labels = (name: string) =>
        kubectl(server, "get", "namespace", name, "-o", "jsonpath={.metadata.labels.team}");
    expect([await labels("default"), await labels("kube-system")]).toEqual(["a", "b"]);
    await expect(labels("team")).rejects.toThrow(/not found/);
    expect(summary((await stack.up()).steps)).toEqual([]);
});

it("leaves out what helm template renders for other moments, and says so in preview and up", async () => {
    stack.write({ "rendered.yaml": rendered });
    const message =
        /Manifest "rendered" leaves out [^]*ConfigMap wipe: pre-delete \(\.?\/?rendered\.yaml:\d+ \(document 2\)\)/;
    expect((await stack.preview()).output).toMatch(message);
    const { output, steps } = await stack.up();
    expect(output).toMatch(message);
    expect(summary(steps)).toEqual(["create ConfigMap dev:default/app", "create Manifest rendered"]);
});

describe("an object of a kind that is in neither the cluster nor the Manifest", () => {
    it("is refused with what to do", async () => {
        stack.write({ "lamp.yaml": lamp });
        await stack.preview();
        const text = await failureOf(stack.up());
        expect(text).toMatch(says("Lamp default/desk cannot be created: … cluster … no kind Lamp of example.com/v1"));
        expect(text).toMatch(says('Next: … definition … Manifest; or … Manifest "lamp" depend'));
    });

    it("is created where something that it depends on brings the kind", async () => {
        stack.write({ "lamps.yaml": lampDefinition });
        await stack.preview();
        await stack.up();
        expect(await kubectl(server, "get", "lamps", "desk", "-o", "jsonpath={.metadata.name}")).toBe("desk");
    });
});

it("refuses a number where text is wanted, as soon as an Output is one", async () => {
    stack.write({ "number.yaml": "" });
    const text = await failureOf(stack.up());
    expect(text).toContain('objects[0] has a number as data["port"], which has to be text: put it in quotes');
    stack.unlink("number.yaml");
});

it("knows of the fields of each kind what the cluster itself does", async () => {
    const api = JSON.parse(await kubectl(server, "get", "--raw", "/openapi/v2")) as OpenApi;
    const [theirs, ours] = [fieldsIn(tableOf(api)), fieldsIn(fieldTable.trim().split("\n"))];
    // A newer Kubernetes has more fields, and none of another type.
    const common = [...theirs].filter(([field]) => ours.has(field));
    expect(common.length).toBeGreaterThan(1_000);
    expect(common.map(([field]) => [field, ours.get(field)])).toEqual(common);
});

/** `PodSpec.nodeSelector` and what it is of; which structure, is told by that structure's own fields. */
function fieldsIn(lines: string[]): Map<string, string> {
    return new Map(
        lines.flatMap((line) => {
            const [name = "", ...fields] = line.split(" ");
            return fields.map((field) => {
                const end = field.lastIndexOf(":");
                const type = field.slice(end + 1).replace(/[A-Z].*$/, "structure");
                return [`${name}.${field.slice(0, end)}`, type] as const;
            });
        }),
    );
}
