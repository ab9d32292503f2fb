import { type Declaration, type Documentation, exportedFrom, type Property, type StaticFunction } from "./declarations";

const introduction = `# Everything that the package exports

Made from the sources' comments by \`npm run docs\`, the same that an editor shows. The pages beside this one say what a change
of an argument does, and what can go wrong.
`;

/** The page of all that a file exports. */
export function apiPage(file: string): string {
    const declarations = exportedFrom(file);
    const names = declarations.flatMap(({ name, functions }) => [name, ...functions.map((its) => its.name)]);
    return [introduction, ...declarations.map((its) => withLinks(section(its), names, its.name))].join("\n");
}

function section({ name, kind, signature, documentation, properties, functions }: Declaration): string {
    return [
        `## ${name}`,
        signature === "" ? "" : code(signature),
        body(documentation),
        properties.length === 0 ? "" : `### ${kind === "class" ? "Outputs" : "Properties"} of ${name}`,
        properties.map(item).join("\n"),
        ...functions.map(functionItem),
    ]
        .filter((part) => part !== "")
        .join("\n\n");
}

function item({ name, type, isOptional, documentation }: Property): string {
    const head = `- **\`${name}\`**: \`${type}\`${isOptional ? ", optional" : ""}`;
    return `${head}\n\n${indented(body(documentation))}\n`;
}

function functionItem({ name, signature, documentation }: StaticFunction): string {
    return `### ${name}\n\n${code(signature)}\n\n${body(documentation)}`;
}

function body({ text, throws, examples }: Documentation): string {
    return [text, ...throws.map((condition) => `Throws ${condition}`), ...examples.map(code)].join("\n\n");
}

function code(text: string): string {
    // To prettier an object by itself is a block of statements.
    const isPart = /^(?:\{|\w+: )/.test(text);
    return `${isPart ? "<!-- prettier-ignore -->\n" : ""}\`\`\`ts\n${text}\n\`\`\``;
}

function indented(text: string): string {
    return text.replaceAll(/^(?=.)/gm, "  ");
}

/** Links of TSDoc lead to other sections of the page, where the name is there. */
function withLinks(text: string, names: string[], own: string): string {
    return text.replaceAll(/\{@link (\w+(?:\.\w+)?)\}/g, (_, name: string) =>
        names.includes(name) && name !== own ? `[\`${name}\`](#${name.toLowerCase().replace(".", "")})` : `\`${name}\``,
    );
}
