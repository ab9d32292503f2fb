import { type Declaration, type Documentation, exportedFrom, type Property, type StaticFunction } from "./declarations";
import { programBlock } from "./code";
import { others, type Page, pages } from "./pages";
import { type Program, programsOf } from "./samples";

/** The pages of all that a file exports, by their paths from `docs`. */
export function referencePages(file: string): Map<string, string> {
    const declarations = exportedFrom(file);
    const named = pages.flatMap((page) => page.exports);
    const rest = declarations.map(({ name }) => name).filter((name) => !named.includes(name));
    const all: Page[] = [...pages, { ...others, exports: rest }];
    const links = new Map(all.flatMap((page) => page.exports.map((name) => [name, page.name])));
    return new Map(
        all.map((page) => [`reference/${page.name}.md`, withLinks(pageText(page, declarations), links, page)]),
    );
}

function pageText({ name: page, title, exports, related }: Page, declarations: Declaration[]): string {
    const found = exports.map((name) => {
        const declaration = declarations.find((its) => its.name === name);
        if (!declaration) throw new Error(`docs/generator/pages.ts names ${name}, which the package does not export`);
        return declaration;
    });
    const component = found.find(({ name }) => name === title);
    const args = found.find(({ name }) => name === `${title}Args`);
    const seeAlso = related.map(([path, name]) => `[${name}](../${path})`).join(", ");
    return [
        "<!-- Generated from the comments in sdk by npm run docs. -->",
        `# ${title}`,
        ...(component ? introduction(component, programsOf(page)) : []),
        ...(args ? section("Arguments", args) : []),
        ...(component ? results(component) : []),
        ...found.filter((its) => its !== component && its !== args).flatMap((its) => section(its.name, its)),
        `See also: ${seeAlso}.`,
    ].join("\n\n");
}

/** What the component of a page is, and how it is created. */
function introduction({ documentation, signature }: Declaration, elsewhere: Program[]): string[] {
    const programs = [
        ...examples(documentation, "ts"),
        ...elsewhere.map(({ language, text }) => programBlock(text.trimEnd(), language)),
    ];
    return [
        documentation.text,
        // Tabs in the site; other readers of Markdown show one after the other.
        "<!-- languages -->",
        ...programs,
        "<!-- /languages -->",
        signed(signature),
        ...thrown(documentation),
    ];
}

/** What the component of a page gives. */
function results({ properties, functions }: Declaration): string[] {
    return ["## Outputs", ...properties.map(output), ...functions.flatMap(functionItem)];
}

function section(heading: string, { signature, documentation, properties }: Declaration): string[] {
    const isGiven = properties.some((its) => its.documentation.change !== "");
    return [
        `## ${heading}`,
        ...(signature === "" ? [] : [signed(signature)]),
        documentation.text,
        ...examples(documentation, "ts"),
        ...thrown(documentation),
        ...properties.map(isGiven ? argument : output),
    ];
}

/** An output is a line or two. */
function output({ name, type, documentation }: Property): string {
    const parts = [documentation.text, ...examples(documentation, "typescript")];
    return `- **\`${name}\`**: \`${type}\`\n\n${indented(parts.join("\n\n"))}`;
}

/** An argument is a section, which can be linked to. */
function argument({ name, type, isOptional, documentation }: Property): string {
    const { defaultValue, change, text } = documentation;
    const head = `\`${type}\`${isOptional ? "" : ", required"}`;
    const onChange = change && `**On change:** ${change.charAt(0).toLowerCase()}${change.slice(1)}`;
    const parts = [defaultValue ? `${head}, default: ${shownDefault(defaultValue)}` : head, text, onChange];
    return [`### ${name}`, ...parts.filter(Boolean), ...examples(documentation, "typescript")].join("\n\n");
}

function functionItem({ name, signature, documentation }: StaticFunction): string[] {
    return [
        `## ${name}`,
        signed(signature),
        documentation.text,
        ...examples(documentation, "ts"),
        ...thrown(documentation),
    ];
}

function thrown({ throws }: Documentation): string[] {
    return throws.map((condition) => `Throws ${condition.replace("ArgumentError", "{@link ArgumentError}")}`);
}

/** A whole program is marked as one, and a test runs it; a part of a program is not. */
function examples({ examples }: Documentation, whole: string): string[] {
    return examples.map((example) => programBlock(example, /^import /m.test(example) ? whole : "typescript"));
}

/** A value of the language is code, anything else is words. */
function shownDefault(text: string): string {
    return /^(?:["[{\d]|true$|false$)/.test(text) ? `\`${text}\`` : text;
}

/** A long list of parameters has a line for each. */
function signed(signature: string): string {
    if (signature.length <= 60) return programBlock(signature);
    return programBlock(
        signature.replace(/\((.+)\)(?=$|: )/, (_, parameters: string) => {
            const lines = parameters.split(/, (?=(?:\.\.\.)?\w+\??: )/).map((its) => `    ${its},\n`);
            return `(\n${lines.join("").replace(/(\.\.\..*),\n$/, "$1\n")})`;
        }),
    );
}

function indented(text: string): string {
    return text.replaceAll(/^(?=.)/gm, "  ");
}

/** Links of TSDoc lead to the page of the name, where there is one. */
function withLinks(text: string, pageOf: Map<string, string>, own: Page): string {
    return text.replaceAll(/\{@link (\w+)(\.\w+)?\}/g, (_, name: string, member: string | undefined) => {
        const page = pageOf.get(name);
        const shown = `\`${name}${member ?? ""}\``;
        if (page === undefined || (name === own.title && !member)) return shown;
        if (pages.some(({ name: file, title }) => file === page && title === name) && !member)
            return `[${shown}](${page}.md)`;
        return `[${shown}](${page === own.name ? "" : `${page}.md`}#${headingOf(name, member ?? "", page)})`;
    });
}

/** As it is named in links. */
function headingOf(name: string, member: string, page: string): string {
    const { title } = pages.find((its) => its.name === page) ?? others;
    return name === `${title}Args` ? "arguments" : (name + member).toLowerCase().replace(".", "");
}
