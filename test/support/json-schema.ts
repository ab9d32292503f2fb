/** The parts of JSON Schema that this project uses. */
export interface Schema {
    $ref?: string;
    type?: string;
    enum?: unknown[];
    required?: string[];
    additionalProperties?: boolean;
    properties?: Record<string, Schema>;
    items?: Schema;
    $defs?: Record<string, Schema>;
}

/** Returns what is wrong with a value by a schema, each with its path. Returns none if the value is valid. */
export function schemaProblems(value: unknown, schema: Schema, root = schema, path = "$"): string[] {
    const name = schema.$ref?.replace("#/$defs/", "");
    if (name !== undefined) return schemaProblems(value, root.$defs?.[name] ?? {}, root, path);
    if (schema.enum && !schema.enum.includes(value)) return [`${path} is ${JSON.stringify(value)}`];
    const type = Array.isArray(value) ? "array" : typeof value;
    if (schema.type !== undefined && type !== schema.type) return [`${path} is no ${schema.type}, but ${type}`];
    if (Array.isArray(value)) {
        return value.flatMap((item, index) => schemaProblems(item, schema.items ?? {}, root, `${path}[${index}]`));
    }
    if (type !== "object") return [];
    const fields = value as Record<string, unknown>;
    const missing = (schema.required ?? []).filter((field) => fields[field] === undefined);
    return [
        ...missing.map((field) => `${path}.${field} is missing`),
        ...Object.entries(fields).flatMap(([field, held]) => {
            const its = schema.properties?.[field];
            if (!its) return schema.additionalProperties === false ? [`${path}.${field} is unknown`] : [];
            return schemaProblems(held, its, root, `${path}.${field}`);
        }),
    ];
}
