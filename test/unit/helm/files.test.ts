import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartHash } from "../../../sdk/helm/chart-hash";
import { readValuesFile } from "../../../sdk/helm/values-file";

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "helm-files-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("a file of values", () => {
    function read(content: string): unknown {
        const path = join(folder, "values.yaml");
        writeFileSync(path, content);
        return readValuesFile("podinfo", path);
    }

    it("is read as YAML 1.2, where yes and no are text", () => {
        expect(read("on: yes\nreplicas: 2\nlist: [a]\n")).toEqual({ on: "yes", replicas: 2, list: ["a"] });
    });

    it.each(["", "# nothing\n", "---\n", "null\n"])("holds no values when it is %j", (content) => {
        expect(read(content)).toEqual({});
    });

    it("is refused by name and place when it is no YAML", () => {
        expect(() => read("a: [1\nb: 2\n")).toThrow(
            /HelmRelease "podinfo".*\n {2}valuesFiles has .*values.yaml, which is no YAML: .*line/s,
        );
    });

    it.each(["- 1\n", "text\n", "3\n"])("is refused when it holds %j, no map", (content) => {
        expect(() => read(content)).toThrow(/valuesFiles has .*values.yaml, which holds no map of values/);
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

    it("is that of the content for an archive, wherever it is", () => {
        writeFileSync(join(folder, "a.tgz"), "chart");
        writeFileSync(join(folder, "b.tgz"), "chart");
        writeFileSync(join(folder, "c.tgz"), "other");
        expect(chartHash(join(folder, "a.tgz"))).toBe(chartHash(join(folder, "b.tgz")));
        expect(chartHash(join(folder, "a.tgz"))).not.toBe(chartHash(join(folder, "c.tgz")));
    });
});
