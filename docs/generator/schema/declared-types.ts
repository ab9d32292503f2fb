import { type Declaration, type Property } from "../declarations";
import { described, isSecret, type Wording } from "./descriptions";
import { releaseStatus, requiredElsewhere } from "./elsewhere";
import { inputType, isPortable, outputType, type SchemaType } from "./schema-type";

/** A property as a schema has it. */
export interface SchemaProperty extends SchemaType {
    description: string;
    secret?: true;
}

/** Enumerations have no names in TypeScript. */
const enumerations: Record<string, string> = { "TCP UDP": "Protocol", "node api": "EndpointVia" };

/** The other numbers are whole ones. */
const fractional = ["cpus", "timeoutSeconds"];

/** The declarations of the package as a schema has them, with the types that they name. */
export class DeclaredTypes {
    private readonly types = new Map<string, object>();

    constructor(
        private readonly declarations: Map<string, Declaration>,
        private readonly wording: Wording,
    ) {}

    /** The types that what was asked for names, by their tokens. */
    get named(): Record<string, object> {
        return Object.fromEntries([...this.types].sort(([one], [other]) => one.localeCompare(other, "en")));
    }

    declaration(name: string): Declaration {
        const found = this.declarations.get(name);
        if (!found) throw new Error(`the schema needs the type ${name}, which the package does not export`);
        return found;
    }

    inputsOf(its: Declaration): Record<string, SchemaProperty> {
        return this.properties(its, inputType);
    }

    outputsOf(its: Declaration): Record<string, SchemaProperty> {
        return this.properties(its, outputType);
    }

    requiredOf(its: Declaration): string[] {
        return this.portable(its).flatMap((property) => {
            const isOptional = property.isOptional && !isRequiredElsewhere(its, property);
            return isOptional || property.type.includes("undefined") ? [] : [property.name];
        });
    }

    private properties(its: Declaration, convert: typeof inputType): Record<string, SchemaProperty> {
        return Object.fromEntries(
            this.portable(its).map((property) => [property.name, this.property(its, property, convert)]),
        );
    }

    private property(its: Declaration, property: Property, convert: typeof inputType): SchemaProperty {
        const names = {
            referenceTo: (name: string) => this.referenceTo(name),
            meaningOf: (name: string) => this.meaningOf(name),
            enumerationOf: (values: string[]) => this.enumerationOf(values),
            isFractional: fractional.includes(property.name),
        };
        const documentation = isRequiredElsewhere(its, property)
            ? { ...property.documentation, defaultValue: "" }
            : property.documentation;
        const type = convert(property.type, names);
        return {
            ...type,
            description: this.wording.of(described(documentation)),
            // An SDK makes an Output of what is marked, which a plain value cannot be.
            ...(isSecret(documentation) && !type.plain ? { secret: true } : {}),
        };
    }

    /** Its own properties and those of its bases, as far as programs in other languages have them. */
    private portable({ properties, bases }: Declaration): Property[] {
        const inherited = bases.flatMap((base) => this.portable(this.declaration(base)));
        return [...properties.filter(({ type }) => isPortable(type)), ...inherited];
    }

    private meaningOf(name: string): string | undefined {
        const found = this.declarations.get(name);
        return found?.kind === "type" ? /^type \w+ = ([^]*?);?$/.exec(found.signature)?.[1] : undefined;
    }

    private referenceTo(name: string): string {
        if (name === "AnyCluster") return "#/resources/k3s:index:Cluster";
        if (name.endsWith(".ReleaseStatus")) return this.reference("ReleaseStatus", () => releaseStatus);
        // Each language adds an ending of its own to what is an argument.
        return this.reference(name.replace(/Args$/, ""), () => this.objectType(this.declaration(name)));
    }

    private enumerationOf(values: string[]): string {
        const name = enumerations[values.join(" ")];
        if (name === undefined) throw new Error(`${values.join(", ")} have no name in docs/generator/schema`);
        return this.reference(name, () => ({ type: "string", enum: values.map((value) => ({ value })) }));
    }

    private objectType(its: Declaration): object {
        return {
            type: "object",
            description: this.wording.of(described(its.documentation)),
            properties: this.inputsOf(its),
            required: this.requiredOf(its),
        };
    }

    private reference(name: string, content: () => object): string {
        const token = `k3s:index:${name}`;
        if (!this.types.has(token)) this.types.set(token, content());
        return `#/types/${token}`;
    }
}

function isRequiredElsewhere(its: Declaration, property: Property): boolean {
    return requiredElsewhere.includes(`${its.name}.${property.name}`);
}
