import * as pulumi from "@pulumi/pulumi";
import { Manifest } from "../../../sdk/nodejs/manifest";
import { withCheckedOutputs } from "../../../sdk/nodejs/manifest/field-problems";
import type { ManifestArgs } from "../../../sdk/nodejs/manifest/manifest-args";
import { failureOf, fakeCluster, recordedProgram, secretMark, valueOf } from "../support/recorded-program";
import { messageOf, settled } from "../support/refusal";
import { inTemporaryFolder } from "./temporary-folder";
import { says } from "../../support/says";

const write = inTemporaryFolder();
const refused = (args: Partial<ManifestArgs>) =>
    messageOf(() => new Manifest("app", { cluster: fakeCluster(), ...args }));
const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: typed }
spec:
  replicas: "2"
  selector: { matchLabels: { app: 1 } }
  template:
    metadata: { labels: { app: 1 } }
    spec:
      nodeSelector: { gpu: yes }
      hostNetwork: "true"
      containers:
        - name: main
          env: [{ name: PORT, value: 8080 }]
          args: [--level, 3]
          command: run
`;

beforeEach(() => recordedProgram());
// What is made of a Manifest that is not refused goes on after it was constructed.
afterEach(settled);

it("says file, line and field of all that is no text, and of all that should not be", () => {
    write({
        "k8s/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: typed }\ndata:\n  debug: on\n  port: 8080\n",
        "k8s/b.yaml": `---\napiVersion: v1\nkind: Secret\nmetadata: { name: typed }\nstringData: { pin: 1234 }\n---\n${workload}`,
    });
    expect(refused({ path: "k8s" }).split("\n")).toEqual([
        'k8s/a.yaml:5 (document 1) has a boolean as data["debug"], which has to be text: put it in quotes',
        'k8s/a.yaml:6 (document 1) has a number as data["port"], which has to be text: put it in quotes',
        'k8s/b.yaml:5 (document 1) has a number as stringData["pin"], which has to be text: put it in quotes',
        "k8s/b.yaml:11 (document 2) has text as spec.replicas, which has to be a number: take the quotes away",
        'k8s/b.yaml:12 (document 2) has a number as spec.selector.matchLabels["app"], which has to be text: put it in quotes',
        'k8s/b.yaml:14 (document 2) has a number as spec.template.metadata.labels["app"], which has to be text: put it in quotes',
        'k8s/b.yaml:16 (document 2) has a boolean as spec.template.spec.nodeSelector["gpu"], which has to be text: put it in quotes',
        "k8s/b.yaml:17 (document 2) has text as spec.template.spec.hostNetwork, which has to be a boolean: take the quotes away",
        "k8s/b.yaml:20 (document 2) has a number as spec.template.spec.containers[0].env[0].value, which has to be text: put it in quotes",
        "k8s/b.yaml:21 (document 2) has a number as spec.template.spec.containers[0].args[1], which has to be text: put it in quotes",
        "k8s/b.yaml:22 (document 2) has text as spec.template.spec.containers[0].command, which has to be a list",
    ]);
});

it("takes what may be a number or text, what is null, and what it does not know", () => {
    const object = {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "p", annotations: null, labels: { app: null } },
        spec: {
            newerThanThis: 1,
            containers: [
                {
                    resources: { limits: { cpu: 1, memory: "64Mi" } },
                    readinessProbe: { httpGet: { port: 80 }, periodSeconds: 1.5 },
                    livenessProbe: { httpGet: { port: "http" } },
                },
            ],
        },
    };
    expect(refused({ objects: [object as never] })).toBe("");
});

it("knows the labels and annotations of any kind, and nothing else of a custom resource", () => {
    const yaml =
        "apiVersion: example.com/v1\nkind: Lamp\nmetadata: { name: a, annotations: { on: yes } }\nspec: { on: 1 }\n";
    expect(refused({ yaml })).toBe(
        'yaml:3 (document 1) has a boolean as metadata.annotations["true"], which has to be text: put it in quotes',
    );
});

it("finds the line in an item of a List", () => {
    const yaml =
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: { name: a }\n  data:\n    b: 1\n";
    expect(refused({ yaml })).toMatch(/^yaml:8 \(document 1\) has a number as data\["b"\]/);
});

it("tells nothing of the line where a transform has made it, and does not mind what one has mended", () => {
    const yaml = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { b: 1 }\n";
    expect(refused({ yaml, transform: (object) => ({ ...object, data: { c: 2 } }) })).toMatch(
        /^yaml:1 \(document 1\), after transform, has a number as data\["c"\]/,
    );
    expect(refused({ yaml, transform: (object) => ({ ...object, data: { c: "2" } }) })).toBe("");
});

it("leaves nothing registered", async () => {
    const { registrations } = await recordedProgram();
    const objects = [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { port: 80 } }];
    expect(refused({ objects })).toContain("objects[0] has a number");
    await settled();
    expect(registrations.map(({ name }) => name).sort()).toEqual(["dev", "dev-identity"]);
});

describe("an Output", () => {
    const withData = (data: unknown) => ({
        place: "objects[0]",
        object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data },
    });
    const part = (data: unknown) =>
        pulumi.output((withCheckedOutputs("app", withData(data)) as unknown as { data: pulumi.Input<object> }).data);

    it.each([
        ["in a mapping", { port: pulumi.output(80) }],
        ["that is the mapping", pulumi.output({ port: 80 })],
        ["that is a secret", { port: pulumi.secret(80) }],
    ])("%s is refused when it is known", async (_, data) => {
        const failure = (await failureOf(part(data))) as Error;
        expect(failure.message).toBe(
            'The arguments of Manifest "app" are not valid:\n' +
                '  objects[0] has a number as data["port"], which has to be text: put it in quotes',
        );
    });

    it("that is as it should be is passed on", async () => {
        expect(await valueOf(part({ a: pulumi.output("b"), c: "d" }))).toEqual({ a: "b", c: "d" });
    });

    it("of an object that has none is none of its own", () => {
        const located = withData({ a: "b" });
        expect(withCheckedOutputs("app", located)).toBe(located.object);
    });

    it("stays a secret", async () => {
        const { registrations } = await recordedProgram();
        const { object } = withData({ c: pulumi.secret("d") });
        await valueOf(new Manifest("app", { cluster: fakeCluster(), objects: [object] }).objects);
        const registered = registrations.find(({ name }) => name === "dev:default/a");
        expect(registered?.inputs.data).toEqual({ c: { ...secretMark, value: "d" } });
    });

    it("that is a secret text shows nothing of what it holds", async () => {
        const yaml = pulumi.secret("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { hunter: 2 }\n");
        const manifest = new Manifest("app", { cluster: fakeCluster(), yaml });
        const failure = (await failureOf(manifest.objects)) as Error;
        expect(failure.message).toMatch(says('number … data["…"] … text'));
        expect(failure.message).not.toContain("hunter");
    });
});
