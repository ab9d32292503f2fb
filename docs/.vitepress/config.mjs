import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { defineConfig } from "vitepress";

const repository = resolve(import.meta.dirname, "../..");

/** Where files are to be seen that are no pages; not known outside of GitHub's own builds. */
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, SITE_BASE } = process.env;
const sources =
    GITHUB_REPOSITORY === undefined ? undefined : `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}`;

/** Pages of the Pulumi Registry, which has a language of its own for tabs. */
const registry = ["docs/_index.md", "docs/installation-configuration.md"];

/** The page that a file of the repository becomes, or nothing. */
function pageOf(file) {
    if (registry.includes(file)) return undefined;
    if (file === "README.md" || file === "docs/README.md") return "index.md";
    if (/^(?:CONTRIBUTING|CHANGELOG|SECURITY)\.md$/.test(file)) return file.toLowerCase();
    const [, page] = /^(?:docs\/|(?=examples\/))(.*\.md)$/.exec(file) ?? [];
    return page?.replace(/\/README\.md$/, ".md");
}

/** As GitHub names headings in links, so that a link works here and there. */
function slugify(title) {
    return title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-");
}

/** Links of the repository become links of the site; to files without a page they lead to the repository, if it is known. */
function repositoryLinks(markdown) {
    markdown.core.ruler.push("repository-links", ({ tokens, env }) => {
        const ends = [];
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
            if (token.type === "link_close") token.tag = ends.pop() ?? "a";
            if (token.type !== "link_open") continue;
            const href = token.attrGet("href") ?? "";
            const link = /^(?:[a-z]+:|#)/.test(href) ? href : siteLink(env.realPath ?? env.path, href);
            if (link === undefined) Object.assign(token, { tag: "span", attrs: null });
            else token.attrSet("href", link);
            ends.push(token.tag);
        }
    });
}

function siteLink(from, href) {
    const [path, heading] = href.split("#");
    const file = relative(repository, join(dirname(from), path));
    const page = pageOf(file);
    if (page !== undefined) return `/${page}${heading === undefined ? "" : `#${heading}`}`;
    // One that is not there stays as it is, and fails the build.
    if (!existsSync(join(repository, file))) return href;
    return sources && `${sources}/${file}`;
}

const languages = { ts: "TypeScript", python: "Python", go: "Go", yaml: "YAML" };

/** Programs in several languages stand between two comments: here they are tabs. */
function languageTabs(markdown) {
    markdown.core.ruler.before("normalize", "language-tabs", (state) => {
        state.src = state.src.replace(/<!-- languages(?:: [\w-]+)? -->(.*?)<!-- \/languages -->/gs, (_, programs) => {
            const named = programs
                .replace(/^<!--.*-->\n/gm, "")
                .replace(/^```(\w+)$/gm, (fence, language) => `${fence} [${languages[language]}]`);
            return `::: code-group\n${named}\n:::`;
        });
    });
}

/** Braces of a format are no expressions of Vue. */
function plainCode(markdown) {
    const render = markdown.renderer.rules.code_inline;
    markdown.renderer.rules.code_inline = (...args) => render(...args).replace("<code", "<code v-pre");
}

const index = readFileSync(join(repository, "docs/README.md"), "utf8");

/** A page by its title. */
function entry(file) {
    const [, text = file] = /^# (.*)$/m.exec(readFileSync(join(repository, file), "utf8")) ?? [];
    return { text, link: `/${pageOf(file)}` };
}

/** The pages of a folder, in the order of the index. */
function room(folder) {
    const names = readdirSync(join(repository, "docs", folder)).filter((name) => name.endsWith(".md"));
    const place = (name) => index.indexOf(`(${folder}/${name})`);
    return names.sort((one, other) => place(one) - place(other)).map((name) => entry(`docs/${folder}/${name}`));
}

export default defineConfig({
    title: "pulumi-k3s",
    description: "A real local Kubernetes, Helm releases, manifests and Service endpoints as one Pulumi resource graph",
    lang: "en",
    // None, rather than one that a browser looks for in vain.
    head: [["link", { rel: "icon", href: "data:," }]],
    base: SITE_BASE ?? "/",
    srcDir: "..",
    srcExclude: ["README.md", "{build,test,sdk,provider,policy,.github}/**", ...registry],
    outDir: "../build/site",
    cacheDir: "../build/site-cache",
    rewrites: (file) => pageOf(file) ?? file,
    markdown: {
        anchor: { slugify },
        config: (markdown) => {
            repositoryLinks(markdown);
            languageTabs(markdown);
            plainCode(markdown);
        },
    },
    vite: { build: { chunkSizeWarningLimit: 2000 } },
    themeConfig: {
        search: { provider: "local" },
        outline: { level: [2, 3] },
        nav: [
            { text: "Getting started", link: "/getting-started.md" },
            { text: "Reference", link: "/reference/cluster.md" },
            { text: "Known issues", link: "/reference/known-issues.md" },
        ],
        sidebar: [
            {
                text: "Start",
                items: [{ text: "All topics", link: "/" }, entry("docs/getting-started.md")],
            },
            { text: "How-to", collapsed: false, items: room("how-to") },
            { text: "Concepts", collapsed: false, items: [...room("concepts"), entry("docs/glossary.md")] },
            { text: "Reference", collapsed: false, items: room("reference") },
            {
                text: "Examples",
                collapsed: true,
                items: readdirSync(join(repository, "examples")).map((name) => entry(`examples/${name}/README.md`)),
            },
            {
                text: "Project",
                collapsed: true,
                items: [
                    ...["CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md"].map(entry),
                    ...["docs/architecture.md", "docs/offline.md"].map(entry),
                    ...room("maintainers"),
                ],
            },
        ],
        ...(sources === undefined
            ? {}
            : { socialLinks: [{ icon: "github", link: `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}` }] }),
    },
});
