import { fieldTable } from "./field-table";
import type { KubernetesObject } from "./kubernetes-object";

/** The type of a field. Undefined if it can have several types or its type is not known. */
export type FieldType = "text" | "number" | "boolean" | "mapping" | ListType | MappingType | StructureType | undefined;

/** A list whose items have one type. */
export interface ListType {
    list: FieldType;
}

/** A mapping whose keys the author chooses. */
export interface MappingType {
    mapping: FieldType;
}

/** A mapping with fixed keys. */
export interface StructureType {
    fields: Map<string, FieldType>;
}

const scalars: Record<string, FieldType> = { s: "text", n: "number", b: "boolean", o: "mapping" };
const read = new Map<string, StructureType>();
let lines: Map<string, string> | undefined;

/** Returns the fields of a kind. For a custom resource, these are only the fields that all kinds have. */
export function fieldsOf({ apiVersion, kind }: KubernetesObject): StructureType {
    return structure(`${apiVersion}/${kind}`) ?? { fields: new Map([["metadata", structure("ObjectMeta")]]) };
}

function structure(name: string): StructureType | undefined {
    lines ??= new Map(
        fieldTable
            .trim()
            .split("\n")
            .map((line) => [line.split(" ", 1)[0] ?? "", line]),
    );
    const known = read.get(name);
    const line = lines.get(name);
    if (known || line === undefined) return known;
    const made: StructureType = { fields: new Map() };
    read.set(name, made);
    for (const field of line.split(" ").slice(1)) {
        const end = field.lastIndexOf(":");
        made.fields.set(field.slice(0, end), typeOf(field.slice(end + 1)));
    }
    return made;
}

function typeOf(text: string): FieldType {
    if (text === "") return undefined;
    if (text.startsWith("[")) return { list: typeOf(text.slice(1)) };
    if (text.startsWith("{")) return { mapping: typeOf(text.slice(1)) };
    return scalars[text] ?? structure(text);
}
