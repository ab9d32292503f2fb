import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { KubeconfigFiles, type KubeconfigFilesInputs } from "../../../provider/resources/kubeconfig-files";
import { says } from "../../support/says";

let root: string;
let inputs: KubeconfigFilesInputs;
const files = new KubeconfigFiles();

beforeEach(() => {
    root = join(mkdtempSync(join(tmpdir(), "kubeconfig-files-")), "home");
    inputs = at("shop/dev/k8s");
});
afterEach(() => rmSync(join(root, ".."), { recursive: true }));

function at(owner: string): KubeconfigFilesInputs {
    return {
        root,
        path: join(root, owner, "kubeconfig.yaml"),
        containerPath: join(root, owner, "container-kubeconfig.yaml"),
        kubeconfig: "for this machine",
        containerKubeconfig: "for containers",
    };
}

function folderIn(path: string): void {
    rmSync(path);
    mkdirSync(path);
}

describe("the files of a kubeconfig", () => {
    it("are written in both variants, for their owner alone", async () => {
        const { id, outputs } = await files.create(inputs);
        expect([id, outputs]).toEqual([inputs.path, inputs]);
        for (const [path, content] of [
            [inputs.path, "for this machine"],
            [inputs.containerPath, "for containers"],
        ] as const) {
            expect([readFileSync(path, "utf8"), statSync(path).mode & 0o777]).toEqual([content, 0o600]);
        }
    });

    it("name what they name where it is, which they say from the program's folder", async () => {
        const named = (certificateAuthority: string, command: string) =>
            JSON.stringify({
                clusters: [{ name: "c", cluster: { "certificate-authority": certificateAuthority } }],
                users: [{ name: "u", user: { "client-key": "/k.pem", exec: { command, args: ["./a"] } } }, null],
            });
        const relative = { ...inputs, kubeconfig: named("certs/ca.pem", "bin/auth") };
        await files.create(relative);
        expect(parse(readFileSync(inputs.path, "utf8"))).toEqual(
            parse(named(resolve("certs/ca.pem"), resolve("bin/auth"))),
        );
        expect(await files.diff("", relative, relative)).toEqual({ changes: false });
        const inPath = { ...inputs, kubeconfig: named("/ca.pem", "auth") };
        await files.update("", relative, inPath);
        expect(readFileSync(inputs.path, "utf8")).toBe(inPath.kubeconfig);
    });

    it("are left alone while they are as they should be", async () => {
        await files.create(inputs);
        expect(await files.diff("", inputs, inputs)).toEqual({ changes: false });
    });

    it.each([
        ["is missing", (path: string) => rmSync(path)],
        ["can be read by others", (path: string) => chmodSync(path, 0o644)],
        ["is a folder that Docker made for a mount", folderIn],
    ])("are written again when one %s", async (_, spoil) => {
        await files.create(inputs);
        spoil(inputs.containerPath);
        expect(await files.diff("", inputs, inputs)).toEqual({ changes: true });
        await files.update("", inputs, inputs);
        expect(await files.diff("", inputs, inputs)).toEqual({ changes: false });
    });

    it("move when their place changes, and leave nothing behind", async () => {
        await files.create(inputs);
        const moved = at("shop/prod/k8s");
        expect(await files.diff("", inputs, moved)).toEqual({ changes: true });
        await files.update("", inputs, moved);
        expect([existsSync(join(root, "shop/dev")), existsSync(moved.path)]).toEqual([false, true]);
    });

    it("stay when only one of them moves", async () => {
        await files.create(inputs);
        await files.update("", inputs, { ...inputs, containerPath: join(root, "elsewhere.yaml") });
        expect([existsSync(inputs.path), existsSync(inputs.containerPath)]).toEqual([true, false]);
    });

    it("are removed with their folders", async () => {
        await files.create(inputs);
        await files.delete("", inputs);
        expect(existsSync(root)).toBe(false);
    });

    it("are removed with a folder that is in the place of one", async () => {
        await files.create(inputs);
        folderIn(inputs.path);
        await files.delete("", inputs);
        expect(existsSync(root)).toBe(false);
    });

    it("give way to a folder with something in it, which stays", async () => {
        await files.create(inputs);
        folderIn(inputs.path);
        writeFileSync(join(inputs.path, "notes"), "mine");
        await expect(files.update("", inputs, inputs)).rejects.toThrow(
            says(`${inputs.path} cannot … written.\n … folder … files … name`),
        );
        await files.delete("", inputs);
        expect(readdirSync(join(inputs.path, ".."))).toEqual(["kubeconfig.yaml"]);
        expect(readFileSync(join(inputs.path, "notes"), "utf8")).toBe("mine");
    });
});
