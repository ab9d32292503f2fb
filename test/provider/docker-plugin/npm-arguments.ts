import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";

const types = dirname(require.resolve("@pulumi/docker/package.json"));

/** Returns the arguments in an interface of `@pulumi/docker`, such as `ports?[].internal: number`. */
export function npmArguments(file: string, name: string): string[] {
    return members(interfaceOf(file, name), "").sort();
}

function interfaceOf(file: string, name: string): ts.InterfaceDeclaration {
    const text = readFileSync(join(types, file), "utf8");
    const found = ts
        .createSourceFile(file, text, ts.ScriptTarget.Latest, true)
        .statements.filter(ts.isInterfaceDeclaration)
        .find((declaration) => declaration.name.text === name);
    if (!found) throw new Error(`${file} has no interface ${name}`);
    return found;
}

function members(declaration: ts.InterfaceDeclaration, within: string): string[] {
    return declaration.members
        .filter(ts.isPropertySignature)
        .flatMap(({ name, questionToken, type }) =>
            type ? places(type, `${within}${name.getText()}${questionToken ? "?" : ""}`) : [],
        );
}

function places(type: ts.TypeNode, path: string): string[] {
    if (ts.isUnionTypeNode(type)) {
        return type.types
            .filter(({ kind }) => kind !== ts.SyntaxKind.UndefinedKeyword)
            .flatMap((one) => places(one, path));
    }
    if (ts.isArrayTypeNode(type)) return places(type.elementType, `${path}[]`);
    if (ts.isTypeLiteralNode(type)) {
        return type.members.filter(ts.isIndexSignatureDeclaration).flatMap((its) => places(its.type, `${path}{}`));
    }
    if (ts.isTypeReferenceNode(type)) {
        const [inner] = type.typeArguments ?? [];
        if (inner) return places(inner, path);
        return members(interfaceOf("types/input.d.ts", type.typeName.getText().replace("inputs.", "")), `${path}.`);
    }
    return [`${path}: ${type.getText()}`];
}
