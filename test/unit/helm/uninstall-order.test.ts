import { hooksAt, isRemoved, type DeletionHook } from "../../../provider/helm/uninstall-hooks";
import { objectsIn, renderedObjects } from "../../../provider/helm/stored-release";
import { isKept } from "../../../provider/helm/uninstall";
import { inUninstallOrder } from "../../../provider/helm/uninstall-order";

const kinds = (...names: string[]) => inUninstallOrder(names.map((kind, at) => ({ kind, at })));

describe("the objects of a release are deleted", () => {
    it("by kind, what uses others before them, and unknown kinds last by their name", () => {
        const order = kinds("Namespace", "Zebra", "ConfigMap", "Deployment", "Apple", "Service").flat();
        expect(order.map(({ kind }) => kind)).toEqual([
            ...["Service", "Deployment", "ConfigMap", "Namespace", "Apple", "Zebra"],
        ]);
    });

    it("within a kind as they stand in the manifest", () => {
        expect(kinds("Secret", "Job", "Secret")).toEqual([
            [{ kind: "Job", at: 1 }],
            [
                { kind: "Secret", at: 0 },
                { kind: "Secret", at: 2 },
            ],
        ]);
    });
});

describe("the hooks of a moment", () => {
    const hook = (name: string, changes: Partial<DeletionHook> = {}): DeletionHook => ({
        ...{ name, kind: "Job", manifest: "", events: ["pre-delete"] },
        ...changes,
    });

    it("run by weight, then by name, then as they are stored", () => {
        const hooks = [
            hook("b"),
            hook("a", { kind: "ConfigMap" }),
            hook("a"),
            hook("c", { weight: -5 }),
            hook("0", { weight: 10 }),
            hook("1", { events: ["post-delete"] }),
            hook("2", { events: undefined }),
        ];
        const order = hooksAt("pre-delete", hooks).map(({ kind, name }) => `${kind} ${name}`);
        expect(order).toEqual(["Job c", "ConfigMap a", "Job a", "Job b", "Job 0"]);
        expect(hooksAt("post-delete", hooks).map(({ name }) => name)).toEqual(["1"]);
        expect(hooksAt("post-delete")).toEqual([]);
    });

    it("are removed before they are made anew unless their policies say otherwise, and definitions never", () => {
        const policies = ["before-hook-creation", "hook-succeeded", "hook-failed"] as const;
        const removed = (changes: Partial<DeletionHook>) =>
            policies.filter((policy) => isRemoved(hook("a", changes), policy));
        expect(removed({})).toEqual(["before-hook-creation"]);
        expect(removed({ delete_policies: [] })).toEqual(["before-hook-creation"]);
        expect(removed({ delete_policies: ["hook-succeeded", "hook-failed"] })).toEqual([
            ...["hook-succeeded", "hook-failed"],
        ]);
        expect(removed({ kind: "CustomResourceDefinition", delete_policies: [...policies] })).toEqual([]);
    });
});

describe("a manifest", () => {
    it("is read as Kubernetes reads it, with empty documents left out", () => {
        const objects = renderedObjects("---\n# nothing\n---\nkind: Pod\nmetadata: {name: a}\nmode: 0644\nok: yes\n");
        expect(objects).toEqual([{ kind: "Pod", metadata: { name: "a" }, mode: 0o644, ok: true }]);
        expect(renderedObjects("")).toEqual([]);
    });

    it.each([
        ["keep", "keep", true],
        ["anything else, as with Helm", "whatever", true],
        ["nothing", undefined, false],
    ])("has objects that stay when their policy is %s", (_, policy, kept) => {
        const annotations = policy === undefined ? undefined : { "helm.sh/resource-policy": policy };
        expect(isKept({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", annotations } })).toBe(kept);
    });

    it("may have lists, of lists too, and of objects that leave their kind to it", () => {
        const manifest = `
apiVersion: v1
kind: List
items:
    - { apiVersion: v1, kind: Secret, metadata: { name: a } }
    - apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleList
      items: [{ metadata: { name: b } }]
`;
        expect(objectsIn(manifest)).toEqual([
            { apiVersion: "v1", kind: "Secret", metadata: { name: "a" } },
            { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name: "b" } },
        ]);
        expect(renderedObjects(manifest).some(isKept)).toBe(false);
    });
});
