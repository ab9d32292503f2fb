import fs, { symlinkSync } from "node:fs";
import { join } from "node:path";
import { findFiles } from "../../../sdk/nodejs/manifest/find-files";
import { configMap, inTemporaryFolder } from "./temporary-folder";

const write = inTemporaryFolder();
const content = configMap("a");

it("takes a single file as it is", () => {
    write({ "web.yaml": content });
    expect(findFiles("./web.yaml")).toEqual({ files: ["./web.yaml"] });
});

it("takes a folder's .yaml, .yml and .json files in the order of their names, and nothing else", () => {
    write({
        "k8s/b.yaml": "",
        "k8s/a.yml": "",
        "k8s/c.json": "",
        "k8s/README.md": "",
        "k8s/sub/d.yaml": "",
        "k8s/x.yaml/y": "",
    });
    expect(findFiles("k8s")).toEqual({ files: ["k8s/a.yml", "k8s/b.yaml", "k8s/c.json"] });
});

it("takes subfolders too when recursive", () => {
    write({ "k8s/b.yaml": "", "k8s/a/c.yaml": "", "k8s/a/b/d.yml": "" });
    expect(findFiles("k8s", true)).toEqual({ files: ["k8s/a/b/d.yml", "k8s/a/c.yaml", "k8s/b.yaml"] });
});

it("follows links to files", () => {
    write({ "real/a.yaml": "", "k8s/b.yaml": "" });
    symlinkSync(join(process.cwd(), "real/a.yaml"), "k8s/a.yaml");
    expect(findFiles("k8s")).toEqual({ files: ["k8s/a.yaml", "k8s/b.yaml"] });
});

it("takes the matches of a glob pattern in the order of their names", () => {
    write({ "k8s/web-b.yaml": "", "k8s/web-a.yaml": "", "k8s/db.yaml": "", "k8s/web.txt": "" });
    expect(findFiles("k8s/web*")).toEqual({ files: ["k8s/web-a.yaml", "k8s/web-b.yaml"] });
    expect(findFiles("**/*.yaml")).toEqual({ files: ["k8s/db.yaml", "k8s/web-a.yaml", "k8s/web-b.yaml"] });
});

it.each([
    ["*/*.yaml", ["k8s/a.yaml", "k8s/b.yaml", "k8s/linked.yaml"]],
    ["k8s/{a,b}.yaml", ["k8s/a.yaml", "k8s/b.yaml"]],
    ["k8s/[!a].yaml", ["k8s/b.yaml"]],
    ["./k8s//?.yaml", ["k8s/a.yaml", "k8s/b.yaml"]],
    ["../*/k8s/a*", ["../here/k8s/a.yaml"]],
    ["k8s/**", ["k8s/a.yaml", "k8s/b.yaml", "k8s/folder.yaml/c.json", "k8s/linked.yaml"]],
    ["k8s/.*.yaml", ["k8s/.hidden.yaml"]],
    ["**/.*/*.yaml", [".hidden/d.yaml"]],
])("takes what %s means to a shell", (pattern, files) => {
    write({
        "here/k8s/a.yaml": "",
        "here/k8s/b.yaml": "",
        "here/k8s/.hidden.yaml": "",
        "here/k8s/folder.yaml/c.json": "",
        "here/.hidden/d.yaml": "",
        "elsewhere/e.yaml": "",
    });
    process.chdir("here");
    symlinkSync("../../elsewhere/e.yaml", "k8s/linked.yaml");
    symlinkSync("gone", "k8s/broken.yaml");
    symlinkSync("..", "k8s/circle");
    expect(findFiles(pattern)).toEqual({ files });
});

it("passes over a folder that it may not read", () => {
    write({ "k8s/a.yaml": "", "data/b.yaml": "" });
    const readable = fs.readdirSync;
    jest.spyOn(fs, "readdirSync").mockImplementation(((path: string, options: never) => {
        if (path === "data") throw Object.assign(new Error("denied"), { code: "EACCES" });
        return readable(path, options);
    }) as never);
    expect(findFiles("**/*.yaml")).toEqual({ files: ["k8s/a.yaml"] });
    jest.restoreAllMocks();
});

it("takes a file whose own name looks like a pattern", () => {
    write({ "a[1].yaml": "" });
    expect(findFiles("a[1].yaml")).toEqual({ files: ["a[1].yaml"] });
});

it.each(["kustomization.yaml", "kustomization.yml", "Kustomization"])("renders a folder with a %s", (name) => {
    write({ [`overlay/${name}`]: "", "overlay/patch.yaml": "" });
    expect(findFiles("overlay")).toEqual({ kustomization: "overlay" });
});

it.each([
    ["gone.yaml", "does not exist"],
    ["empty", "has no .yaml, .yml or .json file"],
    ["deep", "has no .yaml, .yml or .json file; with recursive: true, those further down count"],
    ["*.yaml", "matches no .yaml, .yml or .json file"],
    ["notes.txt", "is no .yaml, .yml or .json file"],
    ["two", "has more than one kustomization: kustomization.yaml, kustomization.yml"],
    ["two/kustomization.yml", "is a kustomization; give its folder"],
])("says that %s %s", (path, problem) => {
    write({
        "empty/x.txt": "",
        "deep/sub/a.yaml": "",
        "notes.txt": "",
        "two/kustomization.yaml": "",
        "two/kustomization.yml": "",
    });
    expect(findFiles(path)).toEqual({ problem });
});

it("refuses recursive where it means nothing", () => {
    write({ "a.yaml": "", "overlay/kustomization.yaml": "" });
    expect(findFiles("a.yaml", true)).toEqual({ problem: "is no folder, so recursive does not go with it" });
    expect(findFiles("overlay", true)).toEqual({ problem: "has a kustomization, so recursive does not go with it" });
});
