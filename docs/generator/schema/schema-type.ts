import * as ts from "typescript";

/** A type as a Pulumi schema writes it. */
export interface SchemaType {
    type?: string;
    $ref?: string;
    items?: SchemaType;
    additionalProperties?: SchemaType;
    oneOf?: SchemaType[];
    plain?: true;
}

/** What names mean in a schema. */
export interface Names {
    /** The reference of a type of the package. */
    referenceTo: (name: string) => string;
    /** What a name is short for, where it is. */
    meaningOf: (name: string) => string | undefined;
    /** The reference of an enumeration with these values. */
    enumerationOf: (values: string[]) => string;
    /** Whether the numbers may be fractions. */
    isFractional: boolean;
}

/** What programs of other languages cannot give or get: functions, and resources of other packages. */
const unportable =
    /\b(?:Transform|TransformFunction|ClusterTransforms|AgentPool|ClusterDocker|Provider|CustomResource)\b/;
const resources = /\b(?:docker\.\w+|kubernetes\.helm\.v3\.Release)\b/;

/** Whether a property of this type has a place in a schema. */
export function isPortable(type: string): boolean {
    return !unportable.test(type) && !resources.test(type);
}

/** The type of an argument: what is not an Input is plain. */
export function inputType(text: string, names: Names): SchemaType {
    return typeOf(parsed(text), names, true);
}

/** The type of an output. */
export function outputType(text: string, names: Names): SchemaType {
    return typeOf(parsed(text), names, false);
}

function parsed(text: string): ts.TypeNode {
    const [statement] = ts.createSourceFile("type.ts", `type T = ${text};`, ts.ScriptTarget.Latest, true).statements;
    return (statement as ts.TypeAliasDeclaration).type;
}

function typeOf(node: ts.TypeNode, names: Names, isPlain: boolean): SchemaType {
    const plain = isPlain ? ({ plain: true } as const) : {};
    const inside = (its: ts.TypeNode) => typeOf(its, names, isPlain);
    if (ts.isTypeReferenceNode(node)) return referenced(node, names, isPlain);
    if (ts.isArrayTypeNode(node)) return { type: "array", items: inside(node.elementType), ...plain };
    if (ts.isUnionTypeNode(node)) return union(node, names, isPlain);
    // Beside other types, which words there are is said by the description alone.
    if (isText(node)) return { type: "string", ...plain };
    switch (node.kind) {
        case ts.SyntaxKind.StringKeyword:
            return { type: "string", ...plain };
        case ts.SyntaxKind.BooleanKeyword:
            return { type: "boolean", ...plain };
        case ts.SyntaxKind.NumberKeyword:
            return { type: names.isFractional ? "number" : "integer", ...plain };
        case ts.SyntaxKind.UnknownKeyword:
            return { $ref: "pulumi.json#/Any" };
        default:
            throw new Error(`a schema has no type for ${node.getText()}`);
    }
}

function referenced(node: ts.TypeReferenceNode, names: Names, isPlain: boolean): SchemaType {
    const name = node.typeName.getText();
    const [first, second] = node.typeArguments ?? [];
    const plain = isPlain ? ({ plain: true } as const) : {};
    if (first && (name === "pulumi.Input" || name === "pulumi.Output")) return typeOf(first, names, false);
    if (second && name === "Record") {
        return { type: "object", additionalProperties: typeOf(second, names, isPlain), ...plain };
    }
    if (/^pulumi\.asset\.\w*Archive$/.test(name)) return { $ref: "pulumi.json#/Archive", ...plain };
    // To the generators it is any of both.
    if (/^pulumi\.asset\.\w*Asset$/.test(name)) return { $ref: "pulumi.json#/Asset", ...plain };
    // Its fields are those of every kind of object.
    if (name === "KubernetesObjectArgs") {
        return { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" }, ...plain };
    }
    return { $ref: names.referenceTo(name), ...plain };
}

function union(node: ts.UnionTypeNode, names: Names, isPlain: boolean): SchemaType {
    const members = node.types.flatMap((its) => membersOf(its, names));
    const plain = isPlain ? ({ plain: true } as const) : {};
    if (members.every(isText)) {
        return { $ref: names.enumerationOf(members.map(({ literal }) => literal.text)), ...plain };
    }
    const types = members.map((its) => typeOf(its, names, isPlain));
    const isAsset = types.some(({ $ref }) => $ref === "pulumi.json#/Asset");
    const different = new Map(types.map((its) => [JSON.stringify(its), its]));
    const oneOf = [...different.values()].filter((its) => !(isAsset && its.$ref === "pulumi.json#/Archive"));
    const [only] = oneOf;
    return oneOf.length === 1 && only ? only : { oneOf, ...plain };
}

/** The members of a union, with those of the unions that it names. */
function membersOf(node: ts.TypeNode, names: Names): ts.TypeNode[] {
    if (node.kind === ts.SyntaxKind.UndefinedKeyword) return [];
    const meaning = ts.isTypeReferenceNode(node) ? names.meaningOf(node.typeName.getText()) : undefined;
    const meant = meaning === undefined ? node : parsed(meaning);
    return ts.isUnionTypeNode(meant) ? meant.types.flatMap((its) => membersOf(its, names)) : [meant];
}

function isText(node: ts.TypeNode): node is ts.LiteralTypeNode & { literal: ts.StringLiteral } {
    return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal);
}
