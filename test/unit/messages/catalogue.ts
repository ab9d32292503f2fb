import { readFileSync } from "node:fs";
import * as ts from "typescript";

/** Properties whose text people read. */
const properties = new Set(["what", "why", "next", "help", "message", "found", "consequence"]);
/** Functions whose text is an error, a rule of an argument, or progress. */
const functions = new Set([
    "text",
    "rule",
    "report",
    "progress",
    "showProgress",
    "warn",
    "info",
    "problem",
    "printError",
]);

/** The messages in a source file, in their order: what is filled in stands in braces. */
export function messagesOf(path: string): string[] {
    const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const add = (kind: string, value: ts.Node | undefined) => {
        for (const text of value ? textsOf(value, source) : []) found.push(`${kind.padEnd(11)} ${text}`);
    };
    const visit = (node: ts.Node): void => {
        if (ts.isNewExpression(node) && /(Failure|Error|Unreachable)$/.test(node.expression.getText(source)))
            add("error", node.arguments?.[0]);
        if (ts.isPropertyAssignment(node) && properties.has(node.name.getText(source)))
            add(node.name.getText(source), node.initializer);
        if (ts.isCallExpression(node)) {
            const name = node.expression.getText(source).split(".").pop() ?? "";
            if (functions.has(name)) add(name, node.arguments[0]);
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
}

/** Of a text, of each of a choice or a list; without words in it there is nothing to read. */
function textsOf(node: ts.Node, source: ts.SourceFile): string[] {
    if (ts.isParenthesizedExpression(node)) return textsOf(node.expression, source);
    if (ts.isConditionalExpression(node))
        return [node.whenTrue, node.whenFalse].flatMap((each) => textsOf(each, source));
    if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((each) => textsOf(each, source));
    if (ts.isBinaryExpression(node)) {
        const sides = [node.left, node.right].map((side) => textsOf(side, source));
        return node.operatorToken.kind === ts.SyntaxKind.PlusToken ? [sides.flat().join("")] : sides.flat();
    }
    if (ts.isStringLiteralLike(node)) return node.text.includes(" ") ? [node.text] : [];
    if (!ts.isTemplateExpression(node)) return [];
    const spans = node.templateSpans.map(({ expression, literal }) => `{${short(expression, source)}}${literal.text}`);
    return [`${node.head.text}${spans.join("")}`.replaceAll("\n", "\\n")];
}

function short(expression: ts.Expression, source: ts.SourceFile): string {
    const text = expression.getText(source).replaceAll(/\s+/g, " ");
    return text.length <= 40 ? text : "…";
}
