import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { pages } from "../../../docs/generator/pages";
import { repository } from "./markdown";

// Half a minute on a machine that does nothing else.
jest.setTimeout(600_000);

const run = promisify(execFile);
const { NODE_OPTIONS: _, ...env } = process.env;
let site: string;

beforeAll(async () => {
    site = mkdtempSync(join(tmpdir(), "pulumi-k3s-site-"));
    const vitepress = join(repository, "node_modules/vitepress/bin/vitepress.js");
    await run(process.execPath, [vitepress, "build", "docs", "--outDir", site], { cwd: repository, env });
});

afterAll(() => rmSync(site, { recursive: true, force: true }));

function files(ending: string, folder = site): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return files(ending, path);
        return entry.name.endsWith(ending) ? [path] : [];
    });
}

/** The values of an attribute of some elements. */
function attributes(html: string, elements: string, attribute: string): string[] {
    const found = html.matchAll(new RegExp(`<(?:${elements})\\b[^>]*\\s${attribute}="([^"]*)"`, "g"));
    return Array.from(found, ([, value = ""]) => value.replaceAll("&amp;", "&"));
}

it.each(pages)("has a page of $title", ({ name, title }) => {
    const html = readFileSync(join(site, `reference/${name}.html`), "utf8");
    expect(html).toContain(`<title>${title} | pulumi-k3s</title>`);
});

it("has tabs for the languages of a program", () => {
    const html = readFileSync(join(site, "reference/cluster.html"), "utf8");
    expect(attributes(html, "label", "data-title")).toEqual(["TypeScript", "Python", "Go", "YAML"]);
});

it("has no link within it that leads nowhere", () => {
    const targets = new Map(
        files(".html").map((file) => {
            const html = readFileSync(file, "utf8");
            return [`/${relative(site, file)}`, { html, ids: attributes(html, "\\w+", "id") }];
        }),
    );
    const broken = [...targets].flatMap(([page, { html }]) =>
        attributes(html, "a", "href")
            .filter((link) => /^[/#]/.test(link))
            .filter((link) => {
                const [path = "", heading] = decodeURIComponent(link).split("#");
                const target = targets.get(path === "" ? page : path.replace(/\/$/, "/index.html"));
                return target === undefined || (heading !== undefined && !target.ids.includes(heading));
            })
            .map((link) => `${page}: ${link}`),
    );
    expect(targets.size).toBeGreaterThan(40);
    expect(broken.filter((link) => !link.startsWith("/404.html"))).toEqual([]);
});

it("loads nothing from elsewhere", () => {
    const loaded = files(".html").flatMap((file) => {
        const html = readFileSync(file, "utf8");
        return [...attributes(html, "script|img|iframe", "src"), ...attributes(html, "link", "href")];
    });
    const own = loaded.filter((address) => !address.startsWith("data:"));
    expect(own.length).toBeGreaterThan(100);
    for (const address of own) expect(existsSync(join(site, address))).toBe(true);
    const styles = files(".css").map((file) => readFileSync(file, "utf8"));
    expect(styles.join("\n")).not.toMatch(/url\((?!["']?data:)|@import/);
});

it.each([
    ["dataVolume", "/reference/cluster.html#datavolume"],
    ["port is taken", "/reference/known-issues.html#port--is-taken-by-"],
    ["DiskPressure", "/reference/known-issues.html"],
    ["github actions", "/how-to/continuous-integration.html#github-actions"],
])("finds %s", async (words, address) => {
    const [index] = files(".js").filter((file) => file.includes("@localSearchIndex"));
    // As the theme's own search box asks.
    const script = `
        import MiniSearch from "minisearch";
        const { default: text } = await import(process.argv[1]);
        const index = MiniSearch.loadJSON(text, { fields: ["title", "titles", "text"], storeFields: ["title", "titles"] });
        const boost = { title: 4, text: 2, titles: 1 };
        console.log(index.search(process.argv[2], { fuzzy: 0.2, prefix: true, boost }).slice(0, 5).map(({ id }) => id).join("\\n"));`;
    const found = await run(process.execPath, ["--input-type=module", "--eval", script, index ?? "", words], {
        cwd: repository,
        env,
    });
    expect(found.stdout.split("\n").some((id) => id.startsWith(address))).toBe(true);
});
