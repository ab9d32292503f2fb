import { findFiles } from "../../../sdk/nodejs/manifest/find-files";
import { inTemporaryFolder } from "./temporary-folder";

const write = inTemporaryFolder();

describe("a kustomization", () => {
    it("that names what is there is rendered", () => {
        write({
            "overlay/kustomization.yaml": "resources: [../base, extra.yaml]\ncomponents: [../component]\n",
            "overlay/extra.yaml": "",
            "base/kustomization.yml": "resources:\n- a.yaml\n",
            "base/a.yaml": "",
            "component/Kustomization": "kind: Component\n",
        });
        expect(findFiles("overlay")).toEqual({ kustomization: "overlay" });
    });

    it("is refused with file and line where something is missing, at any depth, all of it at once", () => {
        write({
            "overlay/kustomization.yaml": "resources:\n- ../base\n- ../gone\ncomponents: [none]\n",
            "base/kustomization.yaml": "resources: [a.yaml]\n",
        });
        expect(findFiles("overlay")).toEqual({
            problem:
                "is a kustomization that cannot be rendered: " +
                'base/kustomization.yaml:1 names "a.yaml" under resources, which does not exist; ' +
                'overlay/kustomization.yaml:3 names "../gone" under resources, which does not exist; ' +
                'overlay/kustomization.yaml:4 names "none" under components, which does not exist',
        });
    });

    it.each([
        "https://example.com/a.yaml",
        "github.com/kubernetes-sigs/kustomize//examples/helloWorld?ref=v3.3.1",
        "git@github.com:owner/repo",
        "ssh://git@example.com/a/b",
        "file:///a/b",
        "gh:owner/repo",
        "owner/repo?ref=v1",
    ])("is rendered where what it names is elsewhere: %s", (address) => {
        write({ "overlay/kustomization.yaml": `resources: ["${address}"]\n` });
        expect(findFiles("overlay")).toEqual({ kustomization: "overlay" });
    });

    it.each(["./github.com/a", "../example.com/a", "base", "a/b", ".hidden/a", "a.yaml"])(
        "takes what is named as a file or folder for one: %s",
        (path) => {
            write({ "overlay/kustomization.yaml": `resources: ["${path}"]\n` });
            expect(findFiles("overlay")).toEqual({ problem: expect.stringContaining(`names "${path}"`) as string });
        },
    );

    it.each([
        ["cannot be read as YAML", "resources: [\n"],
        ["is of another shape", "- resources\n"],
        ["has the text of an object", "generators:\n- |-\n  apiVersion: v1\n  kind: A\n"],
        ["names nothing", 'resources: [""]\n'],
    ])("is left to the renderer where it %s", (_, text) => {
        write({ "overlay/kustomization.yaml": text });
        expect(findFiles("overlay")).toEqual({ kustomization: "overlay" });
    });

    it("may be in a circle, of which the renderer tells", () => {
        write({ "a/kustomization.yaml": "resources: [../b]\n", "b/kustomization.yaml": "resources: [../a]\n" });
        expect(findFiles("a")).toEqual({ kustomization: "a" });
    });
});
