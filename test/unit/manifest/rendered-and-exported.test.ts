import * as pulumi from "@pulumi/pulumi";
import { Manifest } from "../../../sdk/nodejs/manifest";
import { leftOutMessage, withoutHelmHooks } from "../../../sdk/nodejs/manifest/helm-hooks";
import { asDeclared } from "../../../sdk/nodejs/manifest/as-declared";
import type { KubernetesObject, LocatedObject } from "../../../sdk/nodejs/manifest/kubernetes-object";
import type { ManifestArgs } from "../../../sdk/nodejs/manifest/manifest-args";
import { fakeCluster, recordedProgram, valueOf } from "../support/recorded-program";
import { messageOf, settled } from "../support/refusal";

const located = (object: object): LocatedObject => ({ place: "a.yaml:1", object: object as KubernetesObject });
const pod = (annotations?: unknown) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p", annotations } });

async function registeredNames(args: Partial<ManifestArgs>): Promise<string[]> {
    const { registrations } = await recordedProgram();
    await valueOf(new Manifest("app", { cluster: fakeCluster(), ...args }).objects);
    await settled();
    return registrations.filter(({ type }) => type.startsWith("kubernetes:")).map(({ name }) => name);
}

describe("the hooks that helm template renders", () => {
    const momentOf = (hook: unknown) => {
        const { found, leftOut } = withoutHelmHooks([located(pod({ "helm.sh/hook": hook }))]);
        return found.length === 1 ? undefined : leftOut[0]?.moments;
    };

    it.each(["pre-install", "post-install", "pre-install,pre-upgrade", " Post-Install , test", "crd-install"])(
        "of an installation are objects like others: %s",
        (hook) => expect(momentOf(hook)).toBeUndefined(),
    );

    it.each([
        ["test", ["test"]],
        ["test-success", ["test-success"]],
        ["pre-delete", ["pre-delete"]],
        ["post-delete,pre-rollback", ["post-delete", "pre-rollback"]],
        ["pre-upgrade", ["pre-upgrade"]],
        ["Test", ["test"]],
        ["unknown", ["unknown"]],
    ])("of another moment are left out: %s", (hook, moments) => expect(momentOf(hook)).toEqual(moments));

    it("are what the annotation says, where it says anything", () => {
        expect(momentOf(undefined)).toBeUndefined();
        expect(momentOf(pulumi.output("test"))).toBeUndefined();
        expect(withoutHelmHooks([located(pod()), located(pod(pulumi.output({})))]).found).toHaveLength(2);
    });

    it("are not registered; of what is left out there is one message, with kind, name, moment and place", async () => {
        const yaml = `${JSON.stringify(pod({ "helm.sh/hook": "test" }))}\n---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}`;
        expect(await registeredNames({ yaml })).toEqual(["dev:default/a"]);
        const { leftOut } = withoutHelmHooks([located(pod({ "helm.sh/hook": "pre-delete" }))]);
        expect(leftOutMessage("app", leftOut)).toMatch(
            /^Manifest "app" leaves out .*\n {2}Pod p: pre-delete \(a\.yaml:1\)\nNext: /,
        );
    });

    it("tell nothing that Helm does not know, which could be anything", () => {
        const { leftOut } = withoutHelmHooks([located(pod({ "helm.sh/hook": "a-planted-secret" }))]);
        expect(leftOutMessage("app", leftOut)).not.toContain("planted");
    });

    it("are made where a transform takes the annotation away", async () => {
        const objects = [pod({ "helm.sh/hook": "test" })];
        const transform: ManifestArgs["transform"] = (object) => {
            delete object.metadata.annotations;
        };
        expect(await registeredNames({ objects, transform })).toEqual(["dev:default/p"]);
    });
});

describe("what kubectl get -o yaml tells", () => {
    const live = {
        creationTimestamp: "2026-01-01T00:00:00Z",
        generation: 3,
        managedFields: [{ manager: "kubectl" }],
        resourceVersion: "4711",
        selfLink: "/api/v1/a",
        uid: "0a1b",
    };
    const declared = (object: object) => asDeclared([located(object)]).found[0]?.object;

    it("is taken without what the API server keeps for itself", () => {
        const annotations = {
            note: "mine",
            "deployment.kubernetes.io/revision": "3",
            "kubectl.kubernetes.io/last-applied-configuration": "{}",
        };
        const metadata = { name: "web", namespace: "shop", labels: { a: "b" }, annotations, ...live };
        const object = {
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata,
            spec: { replicas: 1 },
            status: { replicas: 1 },
        };
        expect(declared(object)).toEqual({
            apiVersion: "apps/v1",
            kind: "Deployment",
            metadata: { name: "web", namespace: "shop", labels: { a: "b" }, annotations: { note: "mine" } },
            spec: { replicas: 1 },
        });
    });

    it.each(Object.keys(live))("is known by its %s alone", (field) => {
        const metadata = { name: "a", [field]: (live as Record<string, unknown>)[field] };
        expect(declared({ apiVersion: "v1", kind: "A", metadata, status: {} })).toEqual({
            apiVersion: "v1",
            kind: "A",
            metadata: { name: "a" },
        });
    });

    it("is not what a generator writes, nor what is known later", () => {
        const written = [
            { apiVersion: "v1", kind: "A", metadata: { name: "a", creationTimestamp: null }, status: { a: 1 } },
            { apiVersion: "v1", kind: "A", metadata: { name: "a", uid: pulumi.output("b") }, status: { a: 1 } },
            { apiVersion: "v1", kind: "A", metadata: { name: "a", ownerReferences: [{ kind: "B" }] } },
        ];
        for (const object of written) expect(declared(object)).toBe(object);
    });

    it("is refused where a controller made it, before anything is created, and all of it at once", () => {
        const owned = (name: string) => ({
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name, ...live, ownerReferences: [{ kind: "ReplicaSet", name: "web" }] },
        });
        const yaml = JSON.stringify({ apiVersion: "v1", kind: "List", items: [owned("a"), owned("b")] });
        const problems = messageOf(() => new Manifest("app", { cluster: fakeCluster(), yaml })).split("\n");
        expect(problems).toHaveLength(2);
        expect(problems[0]).toMatch(
            /^yaml:1 .*copy of the live Pod "a", .*ReplicaSet "web" \(metadata\.ownerReferences\): leave .*out/,
        );
    });
});
