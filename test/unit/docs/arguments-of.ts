import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** A property that a program sees, and what its documentation says. */
export interface PublicName {
    name: string;
    text: string;
}

/** The properties of an exported interface, as its source declares them. */
export function argumentsOf(file: string, name: string): PublicName[] {
    const found = statements(file).find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
    if (!found || !ts.isInterfaceDeclaration(found)) throw new Error(`${file} has no interface ${name}`);
    return found.members.filter(ts.isPropertySignature).map(described);
}

/** The public properties and getters of an exported class, without those marked as internal. */
export function outputsOf(file: string, name: string): PublicName[] {
    const found = statements(file).find((node) => ts.isClassDeclaration(node) && node.name?.text === name);
    if (!found || !ts.isClassDeclaration(found)) throw new Error(`${file} has no class ${name}`);
    return found.members
        .filter((member) => ts.isPropertyDeclaration(member) || ts.isGetAccessor(member))
        .filter((member) => !member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword))
        .map(described)
        .filter(({ text }) => !text.includes("@internal"));
}

function statements(file: string): ts.Statement[] {
    const path = join(__dirname, "../../..", file);
    return [...ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true).statements];
}

function described(member: ts.PropertySignature | ts.PropertyDeclaration | ts.GetAccessorDeclaration): PublicName {
    const comments = ts.getJSDocCommentsAndTags(member).map((comment) => comment.getText());
    return { name: member.name.getText(), text: comments.join("\n") };
}
