/** The parts of an OpenAPI 2 document that the table uses. */
export interface OpenApi {
    definitions: Record<string, Definition>;
}

interface Definition extends Schema {
    properties?: Record<string, Schema>;
    "x-kubernetes-group-version-kind"?: { group: string; version: string; kind: string }[];
}

interface Schema {
    $ref?: string;
    type?: string;
    format?: string;
    items?: Schema;
    additionalProperties?: Schema;
}

const scalars: Record<string, string> = { string: "s", integer: "n", number: "n", boolean: "b" };
/** Types for which the API server accepts text and numbers. */
const either = /\.(?:Quantity|IntOrString)$/;

/**
 * Returns the content of `sdk/nodejs/manifest/field-table.ts` from the output of `kubectl get --raw /openapi/v2`: a
 * line for each kind and each type in it, with its fields: `s` text, `n` a number, `b` a boolean, `o` any mapping, `[`
 * a list of, `{` a mapping of, or another type's name. A field that can have several types is left out.
 */
export function fieldTable({ definitions }: OpenApi): string[] {
    const names = new Map<string, string>();
    const lines = new Map<string, string>();
    const nameOf = (full: string): string => {
        const known = names.get(full);
        if (known !== undefined) return known;
        const parts = full.split(".");
        const taken = new Set(names.values());
        const candidates = [1, 2, 3, 4, parts.length].map((count) => parts.slice(-count).join("."));
        const name = candidates.find((candidate) => candidate.length > 1 && !taken.has(candidate)) ?? full;
        names.set(full, name);
        lines.set(name, "");
        lines.set(name, lineOf(name, definitions[full]?.properties ?? {}));
        return name;
    };
    const typeOf = (schema: Schema): string => {
        const { $ref, type = "", format } = schema;
        if ($ref !== undefined) return referenceType($ref.replace("#/definitions/", ""));
        if (type === "array") return `[${typeOf(schema.items ?? {})}`;
        if (type === "object") return schema.additionalProperties ? `{${typeOf(schema.additionalProperties)}` : "o";
        return format === "int-or-string" ? "" : (scalars[type] ?? "");
    };
    const referenceType = (full: string): string => {
        const definition = definitions[full];
        if (!definition || either.test(full)) return "";
        return definition.properties ? nameOf(full) : typeOf(definition);
    };
    const lineOf = (name: string, properties: Record<string, Schema>): string => {
        const fields = Object.entries(properties).flatMap(([field, schema]) => {
            const type = typeOf(schema);
            return type === "" ? [] : [`${field}:${type}`];
        });
        return [name, ...fields].join(" ");
    };
    for (const definition of Object.values(definitions)) {
        const { metadata, status: _, apiVersion: __, kind: ___, ...properties } = definition.properties ?? {};
        if (!metadata?.$ref?.endsWith(".ObjectMeta")) continue;
        for (const { group, version, kind } of definition["x-kubernetes-group-version-kind"] ?? []) {
            const name = [...(group ? [group] : []), version, kind].join("/");
            lines.set(name, lineOf(name, { metadata, ...properties }));
        }
    }
    return [...lines.values()].sort();
}
