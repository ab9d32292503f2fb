import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export const repository = join(__dirname, "../../..");

/** One import or re-export, or what else names a module. */
export interface Import {
    /** What it stands in, from the repository. */
    file: string;
    specifier: string;
    /** The compiled script has nothing of it. */
    typesOnly: boolean;
    /** By `import()`: loaded when that is called, if ever. */
    isLazy: boolean;
}

/** The files that the published package is compiled from, from the repository. */
export function publishedSources(): string[] {
    const sources = globSync("{sdk,shared,provider,policy}/**/*.ts", { cwd: repository });
    return sources.filter((file) => !file.endsWith(".test.ts")).sort();
}

/** What a file imports: by statements, and by `import()`, `require()` and `typeof import()`. */
export function importsOf(file: string): Import[] {
    const text = readFileSync(join(repository, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const found: Import[] = [];
    const note = (name: ts.Node | undefined, typesOnly: boolean, isLazy = false) => {
        if (name && ts.isStringLiteralLike(name)) found.push({ file, specifier: name.text, typesOnly, isLazy });
    };
    const visit = (node: ts.Node): void => {
        if (ts.isImportDeclaration(node)) note(node.moduleSpecifier, isOfTypes(node.importClause));
        else if (ts.isExportDeclaration(node))
            note(node.moduleSpecifier, node.isTypeOnly || allTypes(node.exportClause));
        else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) note(node.argument.literal, true);
        else if (ts.isExternalModuleReference(node)) note(node.expression, false);
        else if (ts.isCallExpression(node) && isImportCall(node))
            note(node.arguments[0], false, node.expression.kind === ts.SyntaxKind.ImportKeyword);
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
}

function isImportCall({ expression }: ts.CallExpression): boolean {
    if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
    return /^require(?:\.resolve)?$/.test(expression.getText());
}

function isOfTypes(clause: ts.ImportClause | undefined): boolean {
    if (!clause) return false;
    return clause.phaseModifier === ts.SyntaxKind.TypeKeyword || (!clause.name && allTypes(clause.namedBindings));
}

function allTypes(bindings: ts.NamedImportBindings | ts.NamedExportBindings | undefined): boolean {
    if (!bindings || !(ts.isNamedImports(bindings) || ts.isNamedExports(bindings))) return false;
    return bindings.elements.every(({ isTypeOnly }) => isTypeOnly);
}
