import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";

/** Something that a program can import. */
export interface Declaration {
    name: string;
    kind: "class" | "interface" | "type" | "function";
    /** How a program writes it, without what is inside. */
    signature: string;
    documentation: Documentation;
    /** The interfaces whose properties an interface has too. */
    bases: string[];
    properties: Property[];
    /** What a class does without an instance. */
    functions: StaticFunction[];
}

/** A function of a class. */
export interface StaticFunction {
    name: string;
    signature: string;
    documentation: Documentation;
}

/** An argument or an output. */
export interface Property {
    name: string;
    type: string;
    isOptional: boolean;
    documentation: Documentation;
}

/** A TSDoc comment, taken apart. */
export interface Documentation {
    text: string;
    throws: string[];
    examples: string[];
    /** What an optional argument is when it is left out: a value as a program writes it, or words. */
    defaultValue: string;
    /** What a change of an argument does to the resources that exist. */
    change: string;
    isInternal: boolean;
}

type Named = ts.ClassDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration | ts.FunctionDeclaration;
type Member = ts.PropertySignature | ts.PropertyDeclaration | ts.GetAccessorDeclaration;

/** All that a file passes on, in the order of its names, wherever it is declared. */
export function exportedFrom(file: string): Declaration[] {
    const found = passedOn(file).map(({ name, source }) => declared(source, name));
    return found.sort((one, other) => one.name.localeCompare(other.name, "en"));
}

/** A class, interface, type or function of a file. */
export function declarationOf(file: string, name: string): Declaration {
    const node = statements(file).find((its): its is Named => isNamed(its) && its.name?.text === name);
    if (!node) throw new Error(`${file} declares no ${name}`);
    const documentation = documentationOf(node);
    return {
        name,
        kind: kindOf(node),
        signature: signatureOf(node),
        documentation,
        bases: basesOf(node),
        properties: membersOf(node)
            .map((member) => propertyOf(member, documentation))
            .filter(({ documentation }) => !documentation.isInternal),
        functions: functionsOf(node).filter(({ documentation }) => !documentation.isInternal),
    };
}

function declared(file: string, name: string): Declaration {
    const elsewhere = passedOn(file).find((its) => its.name === name);
    return elsewhere ? declared(elsewhere.source, name) : declarationOf(file, name);
}

/** The names that a file exports from others, and these. */
function passedOn(file: string): { name: string; source: string }[] {
    return statements(file)
        .filter(ts.isExportDeclaration)
        .flatMap(({ exportClause, moduleSpecifier }) => {
            if (!exportClause || !ts.isNamedExports(exportClause) || !moduleSpecifier) return [];
            const source = sourceOf(file, (moduleSpecifier as ts.StringLiteral).text);
            return exportClause.elements.map(({ name }) => ({ name: name.text, source }));
        });
}

function sourceOf(file: string, module: string): string {
    const path = join(dirname(file), module);
    return existsSync(`${path}.ts`) ? `${path}.ts` : join(path, "index.ts");
}

function statements(file: string): ts.Statement[] {
    return [...ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true).statements];
}

function isNamed(node: ts.Statement): node is Named {
    return (
        ts.isClassDeclaration(node) ||
        ts.isInterfaceDeclaration(node) ||
        ts.isTypeAliasDeclaration(node) ||
        ts.isFunctionDeclaration(node)
    );
}

function kindOf(node: Named): Declaration["kind"] {
    if (ts.isClassDeclaration(node)) return "class";
    if (ts.isInterfaceDeclaration(node)) return "interface";
    return ts.isFunctionDeclaration(node) ? "function" : "type";
}

function signatureOf(node: Named): string {
    if (ts.isTypeAliasDeclaration(node)) return node.getText().replace(/^export /, "");
    if (ts.isClassDeclaration(node)) {
        const constructor = node.members.find(ts.isConstructorDeclaration);
        const parameters = constructor?.parameters.filter(({ modifiers }) => !modifiers?.length) ?? [];
        return parameters.length === 0 ? "" : `new ${node.name?.text ?? ""}(${textOf(parameters)})`;
    }
    if (!ts.isFunctionDeclaration(node)) return "";
    return `${node.name?.text ?? ""}(${textOf([...node.parameters])}): ${node.type?.getText() ?? "void"}`;
}

function textOf(parameters: ts.ParameterDeclaration[]): string {
    return parameters
        .map(({ name, type, initializer, questionToken, dotDotDotToken }) =>
            [
                ...[dotDotDotToken ? "..." : "", name.getText(), initializer || questionToken ? "?" : ""],
                type ? `: ${type.getText()}` : "",
            ].join(""),
        )
        .join(", ");
}

function membersOf(node: Named): Member[] {
    if (ts.isInterfaceDeclaration(node)) return node.members.filter(ts.isPropertySignature);
    if (!ts.isClassDeclaration(node)) return [];
    const members = node.members.filter((its) => ts.isPropertyDeclaration(its) || ts.isGetAccessor(its));
    return members.filter((its) => !its.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword));
}

function basesOf(node: Named): string[] {
    if (!ts.isInterfaceDeclaration(node)) return [];
    return (node.heritageClauses ?? []).flatMap(({ types }) => types.map(({ expression }) => expression.getText()));
}

function functionsOf(node: Named): StaticFunction[] {
    if (!ts.isClassDeclaration(node)) return [];
    const isStatic = ({ modifiers }: ts.MethodDeclaration) =>
        modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
    return node.members
        .filter((its) => ts.isMethodDeclaration(its) && isStatic(its))
        .map((its) => {
            const { name, parameters, type } = its as ts.MethodDeclaration;
            const call = `${node.name?.text ?? ""}.${name.getText()}`;
            const signature = `${call}(${textOf([...parameters])}): ${type?.getText() ?? "void"}`;
            return { name: call, signature, documentation: documentationOf(its) };
        });
}

function propertyOf(member: Member, whole: Documentation): Property {
    const isOptional = "questionToken" in member && member.questionToken !== undefined;
    const own = documentationOf(member);
    const type = member.type?.getText().replaceAll(/\s+/g, " ") ?? "";
    return {
        name: member.name.getText(),
        // What is optional may be undefined, which compilers are told for exactOptionalPropertyTypes.
        type: (isOptional ? type.replace(/ \| undefined$/, "") : type).replaceAll(/(\?: \w+) \| undefined/g, "$1"),
        isOptional,
        // What holds for all of them is said once.
        documentation: {
            ...own,
            defaultValue: own.defaultValue || (isOptional ? whole.defaultValue : ""),
            change: own.change || whole.change,
        },
    };
}

function documentationOf(node: ts.Node): Documentation {
    const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
    const tags = ts.getJSDocTags(node);
    const tagged = (name: string) => tags.filter((tag) => tag.tagName.text === name).map((tag) => plain(tag.comment));
    return {
        text: comments.map(({ comment }) => plain(comment)).join("\n\n"),
        throws: tagged("throws"),
        examples: tagged("example"),
        defaultValue: tagged("default").join(" "),
        change: tagged("change").join(" "),
        isInternal: tags.some((tag) => tag.tagName.text === "internal"),
    };
}

function plain(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
    return ts.getTextOfJSDocComment(comment) ?? "";
}
