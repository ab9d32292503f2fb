import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartHash } from "../../../sdk/nodejs/helm/chart-hash";
import { readValuesFile } from "../../../sdk/nodejs/helm/values-file";
import { says } from "../../support/says";

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "helm-files-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("a file of values", () => {
    function read(content: string): unknown {
        const path = join(folder, "values.yaml");
        writeFileSync(path, content);
        return readValuesFile("podinfo", path);
    }

    it("means what it means to Helm: yes and on are true, 0644 is octal, a date is text", () => {
        expect(read("a: yes\nmode: 0644\nlist: [on, 2026-01-31]\n")).toEqual({
            a: true,
            mode: 420,
            list: [true, "2026-01-31"],
        });
    });

    it("is refused when a number in it would be rounded", () => {
        expect(() => read("a: 1\nid: 9007199254740993\n")).toThrow(
            says("no YAML: line 2, column 5: … number too large"),
        );
    });

    it("is refused when an alias has no anchor", () => {
        expect(() => read("a: *b\n")).toThrow(
            says("values.yaml … no YAML: line 1, column 4: … alias … anchor … not before"),
        );
    });

    it("is refused when an alias is in what it stands for", () => {
        expect(() => read("a: &a {b: [*a]}\n")).toThrow(
            says("values.yaml … cannot be read: line 1, column 12: … alias within"),
        );
        expect(read("a: &a [1]\nb: [*a, *a]\n")).toEqual({ a: [1], b: [[1], [1]] });
    });

    it.each(["~: 1\n", "{a: 1}: 1\n"])("is refused when it is %j, with a key that is no text", (content) => {
        expect(() => read(content)).toThrow(says("values.yaml … cannot be read: line 1, column 1: … key … no text"));
    });

    it.each(["", "# nothing\n", "---\n", "null\n"])("holds no values when it is %j", (content) => {
        expect(read(content)).toEqual({});
    });

    it("is refused by name and place when it is no YAML", () => {
        expect(() => read("a: [1\nb: 2\n")).toThrow(
            says('HelmRelease "podinfo" … \n valuesFiles … values.yaml … no YAML: … line'),
        );
    });

    it.each(["- 1\n", "text\n", "3\n"])("is refused when it holds %j, no map", (content) => {
        expect(() => read(content)).toThrow(says("valuesFiles … values.yaml … no map of values"));
    });
});

describe("the hash of a chart", () => {
    function chart(name: string): string {
        const path = join(folder, name);
        mkdirSync(join(path, "templates"), { recursive: true });
        writeFileSync(join(path, "Chart.yaml"), "name: a\n");
        writeFileSync(join(path, "templates", "service.yaml"), "kind: Service\n");
        return path;
    }

    it("is the same for the same files elsewhere", () => {
        const path = chart("one");
        cpSync(path, join(folder, "deeper", "copy"), { recursive: true });
        expect(chartHash(join(folder, "deeper", "copy"))).toBe(chartHash(path));
    });

    it("differs when one byte does", () => {
        const path = chart("one");
        const before = chartHash(path);
        writeFileSync(join(path, "templates", "service.yaml"), "kind: service\n");
        expect(chartHash(path)).not.toBe(before);
    });

    it("differs when a file is named otherwise, or comes on top", () => {
        const path = chart("one");
        const before = chartHash(path);
        writeFileSync(join(path, "templates", "empty.yaml"), "");
        const more = chartHash(path);
        cpSync(join(path, "templates", "empty.yaml"), join(path, "templates", "other.yaml"));
        rmSync(join(path, "templates", "empty.yaml"));
        expect(new Set([before, more, chartHash(path)]).size).toBe(3);
    });

    it("is what version 0.2 made of it, so that a newer package upgrades no release", () => {
        const path = chart("one");
        writeFileSync(join(path, ".helmignore"), "*.swp\n");
        writeFileSync(join(path, "values.yaml"), "\uFEFFa: 1\n");
        mkdirSync(join(path, "Z"));
        symlinkSync("../Chart.yaml", join(path, "Z", "link"));
        expect(chartHash(path)).toBe("ecf982e15d51e240");
    });

    it("does not see what Helm leaves out, and what it leaves out no longer it sees", () => {
        const path = chart("one");
        writeFileSync(join(path, ".helmignore"), "node_modules/\n*.swp\n");
        const before = chartHash(path);
        mkdirSync(join(path, "node_modules"));
        for (const name of ["node_modules/a.js", "a.swp", "templates/.service.yaml"]) {
            writeFileSync(join(path, name), "");
        }
        symlinkSync("nowhere", join(path, "node_modules", "b"));
        expect(chartHash(path)).toBe(before);
        writeFileSync(join(path, ".helmignore"), "node_modules/\n*.sw?\n");
        expect(chartHash(path)).not.toBe(before);
    });

    it("differs when what a link leads to does, in a file or a folder outside", () => {
        const path = chart("one");
        mkdirSync(join(folder, "shared"));
        writeFileSync(join(folder, "shared", "a.yaml"), "a: 1\n");
        symlinkSync("../../shared", join(path, "templates", "shared"));
        const before = chartHash(path);
        writeFileSync(join(folder, "shared", "a.yaml"), "a: 2\n");
        expect(chartHash(path)).not.toBe(before);
    });

    it("is that of the content for an archive, wherever it is", () => {
        writeFileSync(join(folder, "a.tgz"), "chart");
        writeFileSync(join(folder, "b.tgz"), "chart");
        writeFileSync(join(folder, "c.tgz"), "other");
        expect(chartHash(join(folder, "a.tgz"))).toBe(chartHash(join(folder, "b.tgz")));
        expect(chartHash(join(folder, "a.tgz"))).not.toBe(chartHash(join(folder, "c.tgz")));
    });
});
