import { globSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { buildPage } from "../../../provider/dashboard/build-page";

const repository = join(__dirname, "../../../..");
let folder: string;
beforeAll(async () => (folder = await buildPage()));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = (name: string) => readFileSync(join(folder, name), "utf8");

it("is small", () => {
    const sizes = readdirSync(folder).map((name) => gzipSync(readFileSync(join(folder, name))).length);
    expect(sizes.length).toBeGreaterThanOrEqual(4);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100 * 1024);
});

it("asks for nothing that is not beside it, and has no scripts or styles in its text", () => {
    const html = textOf("index.html");
    const asked = Array.from(html.matchAll(/(?:src|href)="([^"]*)"/g), ([, address]) => address ?? "");
    expect(asked.sort()).toEqual(["app.css", "app.js", "icon.svg"]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(asked));
    expect(html).not.toMatch(/<style|style="|\son\w+=|<script(?![^>]*src=)/);
    expect(textOf("app.css")).not.toMatch(/url\(|@import/);
    expect(textOf("app.js")).not.toMatch(/\beval\(|new Function\(/);
});

it("sets what workloads say as text alone", () => {
    const sources = globSync("provider/dashboard/page/**/*.{ts,tsx}", { cwd: repository });
    expect(sources.length).toBeGreaterThan(20);
    const texts = sources.map((file) => readFileSync(join(repository, file), "utf8"));
    expect(texts.join("\n")).not.toMatch(
        /innerHTML|insertAdjacentHTML|document\.write|srcdoc|createContextualFragment/i,
    );
});

it("names the licences of what is in it", () => {
    for (const name of ["preact", "@dagrejs/dagre", "@dagrejs/graphlib"])
        expect(textOf("licences.txt")).toContain(name);
    expect(textOf("licences.txt").match(/Permission is hereby granted/g)).toHaveLength(3);
});
