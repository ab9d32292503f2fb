import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isBuiltIn, otherApiVersions } from "../../../sdk/nodejs/manifest/api-versions";
import type { KubernetesObject } from "../../../sdk/nodejs/manifest/kubernetes-object";
import { clusterScopedKinds } from "../../../sdk/nodejs/manifest/scope";

const packageFolder = dirname(require.resolve("@pulumi/kubernetes/package.json"));
const typedClasses = readdirSync(packageFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => /^\w+\/v\w+\/\w+\.js$/.test(file) && !/(Patch|List|index)\.js$/.test(file))
    .map((file) => readFileSync(join(packageFolder, file), "utf8"))
    .flatMap((text) => {
        const type = /__pulumiType = 'kubernetes:(\S+):(\w+)'/.exec(text);
        const aliases = [...text.matchAll(/{ type: "kubernetes:(\S+?):\w+" }/g)].map(
            ([, apiVersion = ""]) => apiVersion,
        );
        return type ? [{ apiVersion: plain(type[1] ?? ""), kind: type[2] ?? "", aliases: aliases.map(plain) }] : [];
    })
    .filter(({ apiVersion, kind }) => !/(Patch|List)$/.test(kind) && !apiVersion.startsWith("helm.sh/"));

function plain(apiVersion: string): string {
    return apiVersion.replace(/^core\//, "");
}

function object(apiVersion: string, kind: string): KubernetesObject {
    return { apiVersion, kind, metadata: { name: "a" } };
}

// The class of an API service has its group's name in a wrong spelling too. Nobody writes Events into a manifest. What
// has no class any more was last served by Kubernetes 1.23.
const leftOut = /^apiregistration\/v|^storage.k8s.io\/v1alpha1:CSIStorageCapacity$/;

it("finds the typed classes", () => {
    expect(typedClasses.length).toBeGreaterThan(150);
});

it.each(typedClasses.filter(({ kind }) => kind !== "Event"))(
    "$apiVersion $kind has the aliases that its typed class has",
    ({ apiVersion, kind, aliases }) => {
        const expected = aliases.filter((alias) => !leftOut.test(`${alias}:${kind}`) && alias !== apiVersion);
        expect(otherApiVersions(object(apiVersion, kind), []).sort()).toEqual([...new Set(expected)].sort());
        expect(isBuiltIn(object(apiVersion, kind))).toBe(true);
    },
);

it.each([
    ["gateway.networking.k8s.io/v1", "Gateway"],
    ["networking.example.com/v1", "Ingress"],
    ["serving.knative.dev/v1", "Service"],
    ["apps/v1", "Widget"],
])("%s %s is a custom resource", (apiVersion, kind) => {
    expect(isBuiltIn(object(apiVersion, kind))).toBe(false);
});

describe("a custom resource", () => {
    const definition = {
        apiVersion: "apiextensions.k8s.io/v1",
        kind: "CustomResourceDefinition",
        metadata: { name: "widgets.example.com" },
        spec: { group: "example.com", names: { kind: "Widget" }, versions: [{ name: "v1gamma" }, { name: "v7" }] },
    };

    it("may have been any version of its definition", () => {
        const versions = otherApiVersions(object("example.com/v7", "Widget"), [definition]);
        expect(versions).toContain("example.com/v1gamma");
        expect(versions).not.toContain("example.com/v7");
    });

    it("may have been one of the usual versions where the definition is elsewhere", () => {
        expect(otherApiVersions(object("example.com/v1", "Widget"), [])).toEqual(
            expect.arrayContaining(["example.com/v1alpha1", "example.com/v1beta1", "example.com/v2"]),
        );
    });
});

describe("the kinds in no namespace", () => {
    const client = join(
        dirname(require.resolve("@pulumi/kubernetes/package.json")),
        "../../@kubernetes/client-node/dist/gen/apis",
    );
    const methods = readdirSync(client)
        .filter((file) => file.endsWith("Api.d.ts"))
        .flatMap((file) => [...readFileSync(join(client, file), "utf8").matchAll(/^ {4}create(\w+)\(/gm)])
        .map(([, method = ""]) => method)
        .filter((method) => !/WithHttpInfo$|CustomObject$/.test(method));

    it("are those that the API creates outside one", () => {
        const known = new Set(typedClasses.map(({ kind }) => kind));
        const outside = methods.filter((method) => !method.startsWith("Namespaced") && known.has(method));
        expect(outside.length).toBeGreaterThan(20);
        expect(outside.filter((kind) => !clusterScopedKinds.has(kind))).toEqual([]);
    });

    it("are none that it creates in one", () => {
        const inside = methods.filter((method) => method.startsWith("Namespaced")).map((method) => method.slice(10));
        expect(inside.filter((kind) => clusterScopedKinds.has(kind))).toEqual([]);
    });
});
