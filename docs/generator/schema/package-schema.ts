import { type Declaration, exportedFrom, type Property } from "../declarations";
import { programsOf } from "../samples";
import { described, exampleUsage, isSecret, Wording } from "./descriptions";
import { releaseStatus, required as requiredElsewhere, rewordings } from "./elsewhere";
import { languages, metadata, type PackageFile } from "./metadata";
import { inputType, isPortable, outputType, type SchemaType } from "./schema-type";

interface SchemaProperty extends SchemaType {
    description: string;
    secret?: true;
}

const components = ["Cluster", "AgentPool", "HelmRelease", "Manifest", "ServiceEndpoint"];

/** Enumerations have no names in TypeScript. */
const enumerations: Record<string, string> = { "TCP UDP": "Protocol", "node api": "EndpointVia" };

/** The other numbers are whole ones. */
const fractional = ["cpus", "timeoutSeconds"];

function pageOf(component: string): string {
    return component.replace(/(?<=.)(?=[A-Z])/g, "-").toLowerCase();
}

/** The schema of the components that a file exports, for programs in every language of Pulumi. */
export function packageSchema(file: string, packageFile: PackageFile): object {
    const declarations = new Map(exportedFrom(file).map((its) => [its.name, its]));
    const types = new Map<string, object>();
    const wording = new Wording(rewordings);

    const declaration = (name: string): Declaration => {
        const found = declarations.get(name);
        if (!found) throw new Error(`the schema needs the type ${name}, which the package does not export`);
        return found;
    };
    const add = (name: string, content: () => object): string => {
        const token = `k3s:index:${name}`;
        if (!types.has(token)) {
            // One that refers to itself finds its place taken.
            types.set(token, {});
            types.set(token, content());
        }
        return `#/types/${token}`;
    };
    const referenceTo = (name: string): string => {
        if (name === "AnyCluster") return "#/resources/k3s:index:Cluster";
        if (name.endsWith(".ReleaseStatus")) return add("ReleaseStatus", () => releaseStatus);
        return add(name.replace(/Args$/, ""), () => objectType(declaration(name)));
    };
    const enumerationOf = (values: string[]): string => {
        const name = enumerations[values.join(" ")];
        if (name === undefined)
            throw new Error(`docs/generator/schema has no name for the values ${values.join(", ")}`);
        return add(name, () => ({ type: "string", enum: values.map((value) => ({ value })) }));
    };
    const property = (whose: string, its: Property, convert: typeof inputType): [string, SchemaProperty] => {
        const names = { referenceTo, enumerationOf, isFractional: fractional.includes(its.name) };
        const isRequired = requiredElsewhere.includes(`${whose}.${its.name}`);
        const documentation = isRequired ? { ...its.documentation, defaultValue: "" } : its.documentation;
        const description = wording.of(described(documentation));
        const secret = isSecret(documentation) ? ({ secret: true } as const) : {};
        return [its.name, { ...convert(its.type, names), description, ...secret }];
    };
    const propertiesOf = (its: Declaration): Property[] =>
        [...its.properties, ...its.bases.flatMap((base) => propertiesOf(declaration(base)))].filter(({ type }) =>
            isPortable(type),
        );
    const inputsOf = (its: Declaration) =>
        Object.fromEntries(propertiesOf(its).map((one) => property(its.name, one, inputType)));
    const required = (its: Declaration) =>
        propertiesOf(its).flatMap(({ name, isOptional, type }) =>
            (isOptional && !requiredElsewhere.includes(`${its.name}.${name}`)) || type.includes("undefined")
                ? []
                : [name],
        );
    const objectType = (its: Declaration) => ({
        type: "object",
        description: wording.of(described(its.documentation)),
        properties: inputsOf(its),
        required: required(its),
    });
    const resource = (name: string) => {
        const component = declaration(name);
        const args = declaration(`${name}Args`);
        const outputs = propertiesOf(component);
        return {
            isComponent: true,
            description: [
                described(component.documentation),
                described({ ...args.documentation, change: "", defaultValue: "" }),
            ]
                .map((text) => wording.of(text))
                .concat(exampleUsage(component.documentation.examples, programsOf(pageOf(name))))
                .join("\n\n"),
            inputProperties: { ...inputsOf(args), ...(name === "Cluster" ? ofOtherStacks() : {}) },
            requiredInputs: required(args),
            properties: Object.fromEntries(outputs.map((its) => property(name, its, outputType))),
            required: required(component),
        };
    };
    /** What `Cluster.get` does in TypeScript. */
    const ofOtherStacks = () => {
        const handle = declaration("ClusterGetArgs").properties.filter(({ name }) => name === "handle");
        return Object.fromEntries(handle.map((its) => property("ClusterGetArgs", its, inputType)));
    };

    const resources = Object.fromEntries(components.map((name) => [`k3s:index:${name}`, resource(name)]));
    wording.finish();
    return {
        ...metadata(packageFile),
        meta: { moduleFormat: "(.*)", supportPack: true },
        language: languages(packageFile),
        config: {},
        types: Object.fromEntries([...types].sort(([one], [other]) => one.localeCompare(other, "en"))),
        provider: {},
        resources,
    };
}
