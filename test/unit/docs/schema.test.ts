import { format, resolveConfig } from "prettier";
import { join } from "node:path";
import { type Declaration, exportedFrom } from "../../../docs/generator/declarations";
import { Wording } from "../../../docs/generator/schema/descriptions";
import { type PackageFile } from "../../../docs/generator/schema/metadata";
import { packageSchema } from "../../../docs/generator/schema/package-schema";
import { inputType, isPortable, outputType, type SchemaType } from "../../../docs/generator/schema/schema-type";
import { repository, textOf } from "./markdown";

interface Properties {
    [name: string]: SchemaType & { description?: string; secret?: true };
}
interface Schema {
    version: string;
    repository?: string;
    pluginDownloadURL?: string;
    language: { go: { importBasePath: string }; java: { basePackage?: string } };
    types: Record<string, { type: string; properties?: Properties; enum?: { value: string }[] }>;
    resources: Record<string, { isComponent: boolean; properties: Properties; inputProperties: Properties }>;
}

const index = join(repository, "sdk/nodejs/index.ts");
const packageFile = JSON.parse(textOf("package.json")) as PackageFile;
const file = "provider/plugin/schema.json";
const schema = JSON.parse(textOf(file)) as Schema;
const declarations = new Map(exportedFrom(index).map((its) => [its.name, its]));
const components = Object.keys(schema.resources).map((token) => token.replace("k3s:index:", ""));

/** The properties of a type that a program in any language has, its own and those of its bases. */
function portable(name: string): Declaration["properties"] {
    const { properties, bases } = declarations.get(name) as Declaration;
    return [...properties.filter(({ type }) => isPortable(type)), ...bases.flatMap(portable)];
}

describe("the schema", () => {
    it("is what npm run docs makes of the types and their comments", async () => {
        const options = { ...(await resolveConfig(join(repository, file))), parser: "json" };
        expect(textOf(file)).toBe(await format(JSON.stringify(packageSchema(index, packageFile)), options));
    });

    it("has the package's components, under the types that stacks know them by", () => {
        const classes = [...declarations.values()].filter(
            ({ kind, name }) => kind === "class" && name !== "ArgumentError",
        );
        expect([...components].sort()).toEqual(classes.map(({ name }) => name).sort());
        for (const token of Object.keys(schema.resources)) {
            const source = textOf(sourceOf(token.replace("k3s:index:", "")));
            expect(source).toContain(`super("${token}", name, {}, options)`);
        }
    });

    it.each(components)("has each argument of %s, plain where a program has to know it", (name) => {
        const { inputProperties } = schema.resources[`k3s:index:${name}`] as Schema["resources"][string];
        const expected = portable(`${name}Args`).map(({ name, type }) => [name, !/^pulumi\.Input</.test(type)]);
        // What Cluster.get takes in TypeScript.
        if (name === "Cluster") expected.push(["handle", false]);
        const found = Object.entries(inputProperties).map(([name, { plain }]) => [name, plain === true]);
        expect(found.sort()).toEqual(expected.sort());
    });

    it("describes every argument and output, with its default and what a change does", () => {
        const all = [...Object.values(schema.types), ...Object.values(schema.resources)].flatMap((its) => [
            ...Object.entries(its.properties ?? {}),
            ...Object.entries("inputProperties" in its ? its.inputProperties : {}),
        ]);
        expect(all.filter(([, { description }]) => !description).map(([name]) => name)).toEqual([]);
        expect(schema.resources["k3s:index:Cluster"]?.inputProperties.podSubnet?.description).toMatch(
            /\n\nDefault: `"10\.42\.0\.0\/16"`\n\nOn change: replaces the server\./,
        );
    });

    it("marks secrets", () => {
        const secrets = [...Object.entries(schema.types), ...Object.entries(schema.resources)].flatMap(([token, its]) =>
            Object.entries({ ...its.properties, ...("inputProperties" in its ? its.inputProperties : {}) }).flatMap(
                ([name, { secret }]) => (secret ? [`${token.replace("k3s:index:", "")}.${name}`] : []),
            ),
        );
        expect(secrets).toEqual(
            expect.arrayContaining([
                "Cluster.containerKubeconfig",
                "Cluster.handle",
                "HelmRelease.password",
                "Production.kubeconfig",
                "RegistryConfig.key",
                "RegistryConfig.password",
                "RegistryConfig.token",
            ]),
        );
        // Text of a kubeconfig as an output, and how to merge it as an argument.
        expect(schema.resources["k3s:index:Cluster"]?.properties.kubeconfig).toMatchObject({ secret: true });
        expect(schema.resources["k3s:index:Cluster"]?.inputProperties.kubeconfig).not.toHaveProperty("secret");
    });

    it("says nothing of what only TypeScript has", () => {
        expect(textOf(file)).not.toMatch(/\btransform|withReferences|Cluster\.get|@link|\bnpx\b/);
    });

    it("names the place of a release by the repository that it is made in", () => {
        expect(schema).not.toHaveProperty("pluginDownloadURL");
        const released = { ...packageFile, repository: { url: "git+https://github.com/Some-One/k3s.git" } };
        expect(packageSchema(index, released)).toMatchObject({
            version: packageFile.version,
            repository: "https://github.com/Some-One/k3s",
            pluginDownloadURL: "github://api.github.com/Some-One/k3s",
            language: {
                go: { importBasePath: "github.com/Some-One/k3s/sdk/go/k3s" },
                java: { basePackage: "io.github.some_one" },
            },
        });
    });
});

describe("a type of the schema", () => {
    const names = {
        referenceTo: (name: string) => `#/types/${name}`,
        meaningOf: (name: string) => (name === "Source" ? '"docker" | "environment"' : undefined),
        enumerationOf: (values: string[]) => values.join("+"),
        isFractional: false,
    };

    it.each<[string, SchemaType]>([
        ["string", { type: "string", plain: true }],
        ["pulumi.Input<number>", { type: "integer" }],
        ["pulumi.Input<pulumi.Input<string>[]>", { type: "array", items: { type: "string" } }],
        ["string[]", { type: "array", items: { type: "string", plain: true }, plain: true }],
        ["NodeArgs", { $ref: "#/types/NodeArgs", plain: true }],
        ['pulumi.Input<"TCP" | "UDP">', { $ref: "TCP+UDP" }],
        [
            '"docker" | string[]',
            {
                oneOf: [
                    { type: "string", plain: true },
                    { type: "array", items: { type: "string", plain: true }, plain: true },
                ],
                plain: true,
            },
        ],
        [
            "Source | NodeArgs",
            {
                oneOf: [
                    { type: "string", plain: true },
                    { $ref: "#/types/NodeArgs", plain: true },
                ],
                plain: true,
            },
        ],
        ["pulumi.Input<number | string>", { oneOf: [{ type: "integer" }, { type: "string" }] }],
        [
            "pulumi.Input<Record<string, unknown>>",
            { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } },
        ],
        [
            "string | pulumi.asset.FileAsset | pulumi.asset.FileArchive",
            {
                oneOf: [
                    { type: "string", plain: true },
                    { $ref: "pulumi.json#/Asset", plain: true },
                ],
                plain: true,
            },
        ],
    ])("for an argument of the type %s", (type, expected) => {
        expect(inputType(type, names)).toEqual(expected);
    });

    it("for an output that may be nothing", () => {
        expect(outputType("pulumi.Output<string | undefined>", names)).toEqual({ type: "string" });
    });

    it("is refused where there is none", () => {
        expect(() => inputType("pulumi.Input<[string, number]>", names)).toThrow(
            "a schema has no type for [string, number]",
        );
    });
});

it("a rewording of words that no comment has is an error", () => {
    const wording = new Wording([
        ["a cat", "a dog"],
        ["a fish", "a bird"],
    ]);
    expect(wording.of("It is a cat of {@link ClusterArgs}.")).toBe("It is a dog of `Cluster`.");
    expect(() => wording.finish()).toThrow("no comment says this any longer: a fish");
});

/** The source of a component, as the index names it. */
function sourceOf(component: string): string {
    const text = textOf("sdk/nodejs/index.ts");
    const [, path = ""] = new RegExp(`\\b${component}\\b[^}]*\\} from "\\./([^"]+)"`).exec(text) ?? [];
    return `sdk/nodejs/${path === "manifest" ? "manifest/manifest" : path}.ts`;
}
