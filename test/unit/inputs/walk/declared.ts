import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** A place in arguments where a value stands, by what the types declare. */
export interface Place {
    /** Such as `volumes[].source` or `labels{}`: an element of a list is `[]`, a value of a map `{}`. */
    path: string;
    /** Whether its type has an Output in it. */
    takesOutput: boolean;
    isOptional: boolean;
}

const sdk = join(__dirname, "../../../../sdk/nodejs");
/** Where arguments are declared; what is declared elsewhere, as a Cluster is, has no places in it. */
const files = ["**/*-args.ts", "cluster/existing/shared-cluster.ts", "manifest/kubernetes-object.ts"];

const interfaces = new Map(
    globSync(files, { cwd: sdk })
        .flatMap((file) => {
            const text = readFileSync(join(sdk, file), "utf8");
            return [...ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements];
        })
        .filter(ts.isInterfaceDeclaration)
        .map((declaration) => [declaration.name.text, declaration]),
);

/** The arguments that are no part of others: those of components. */
export function componentArguments(): string[] {
    const names = [...interfaces.keys()].filter((name) => name.endsWith("Args"));
    const isPart = (name: string) =>
        [...interfaces].some(([other, its]) => other !== name && new RegExp(`\\b${name}\\b`).test(its.getText()));
    return names.filter((name) => !isPart(name));
}

/** All places in the arguments of a type, those of a base type included. */
export function placesOf(type: string): Place[] {
    return membersOf(interfaceOf(type), "");
}

function interfaceOf(name: string): ts.InterfaceDeclaration {
    const found = interfaces.get(name);
    if (!found) throw new Error(`there are no arguments ${name}`);
    return found;
}

function membersOf(declaration: ts.InterfaceDeclaration, within: string): Place[] {
    const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.map((its) => its.getText()));
    const named = declaration.members.filter(ts.isPropertySignature).flatMap(({ name, type, questionToken }) => {
        const path = within === "" ? name.getText() : `${within}.${name.getText()}`;
        return type ? placesIn(type, path, questionToken !== undefined) : [];
    });
    const others = declaration.members
        .filter(ts.isIndexSignatureDeclaration)
        .flatMap(({ type }) => placesIn(type, `${within}{}`, false));
    return [...named, ...bases.flatMap((base) => membersOf(interfaceOf(base), within)), ...others];
}

function placesIn(type: ts.TypeNode, path: string, isOptional: boolean): Place[] {
    const kinds = kindsOf(type);
    const takesOutput = kinds.some((kind) => isInput(kind) || kind.kind === ts.SyntaxKind.UnknownKeyword);
    const contents = kinds.flatMap((kind) => (isInput(kind) ? kindsOf(argumentOf(kind, 0)) : [kind]));
    return [{ path, takesOutput, isOptional }, ...contents.flatMap((content) => placesBelow(content, path))];
}

function placesBelow(type: ts.TypeNode, path: string): Place[] {
    if (ts.isArrayTypeNode(type)) return placesIn(type.elementType, `${path}[]`, false);
    if (!ts.isTypeReferenceNode(type)) return [];
    const name = type.typeName.getText();
    if (name === "Record") return placesIn(argumentOf(type, 1), `${path}{}`, false);
    const declaration = interfaces.get(name);
    return declaration ? membersOf(declaration, path) : [];
}

function kindsOf(type: ts.TypeNode): ts.TypeNode[] {
    return ts.isUnionTypeNode(type) ? type.types.flatMap(kindsOf) : [type];
}

function isInput(type: ts.TypeNode): type is ts.TypeReferenceNode {
    return ts.isTypeReferenceNode(type) && type.typeName.getText() === "pulumi.Input";
}

function argumentOf(type: ts.TypeReferenceNode, index: number): ts.TypeNode {
    const found = type.typeArguments?.[index];
    if (!found) throw new Error(`${type.getText()} has no type argument ${index}`);
    return found;
}
