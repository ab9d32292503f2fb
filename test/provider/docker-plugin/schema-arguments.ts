/** The parts of a plugin's schema that describe the arguments of its resources. */
export interface Schema {
    types: Record<string, { properties: Record<string, Type>; required?: string[] }>;
    resources: Record<string, Resource>;
    provider: Resource;
}

interface Resource {
    inputProperties: Record<string, Type>;
    requiredInputs?: string[];
}

interface Type {
    $ref?: string;
    type?: string;
    items?: Type;
    additionalProperties?: Type;
}

/** Returns the arguments of a resource, such as `ports?[].internal: number`. */
export function schemaArguments({ types }: Schema, { inputProperties, requiredInputs }: Resource): string[] {
    const members = (properties: Record<string, Type>, required: string[] = [], within = ""): string[] =>
        Object.entries(properties).flatMap(([name, type]) =>
            places(type, `${within}${name}${required.includes(name) ? "" : "?"}`),
        );
    const places = ({ $ref, type, items, additionalProperties }: Type, path: string): string[] => {
        if ($ref) {
            const its = types[decodeURIComponent($ref).replace("#/types/", "")];
            if (!its) throw new Error(`the schema has no ${$ref}, for ${path}`);
            return members(its.properties, its.required, `${path}.`);
        }
        if (items) return places(items, `${path}[]`);
        if (type === "object") return places(additionalProperties ?? { type: "string" }, `${path}{}`);
        return [`${path}: ${type === "integer" ? "number" : type}`];
    };
    return members(inputProperties, requiredInputs).sort();
}
