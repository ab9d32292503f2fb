import { execFile } from "node:child_process";
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { chmod, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { isPrivateFile, removePrivateFiles, writePrivateFile } from "../../../provider/kubeconfig/files";

let folder: string;
let root: string;
let path: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "private-files-"));
    root = join(folder, "root");
    path = join(root, "shop", "dev", "kubeconfig.yaml");
});
afterEach(() => rmSync(folder, { recursive: true }));

/**
 * Reads a file many times, and until it has seen ten rewrites. Fails if the file has other contents than the given
 * ones.
 */
const reader = `
    const { readFileSync } = require("node:fs");
    const [path, times, ...contents] = process.argv.slice(1);
    let [last, rewrites] = [0, 0];
    for (let count = 0; count < Number(times) || rewrites < 10; count++) {
        const seen = contents.indexOf(readFileSync(path, "utf8"));
        if (seen < 0) throw new Error("neither of the contents");
        if (seen !== last) rewrites++;
        last = seen;
    }
`;
const mode = (of: string) => (statSync(of).mode & 0o777).toString(8);

describe("a private file", () => {
    it("and its folder are its owner's alone", async () => {
        await writePrivateFile(path, "secret");
        expect([readFileSync(path, "utf8"), mode(path), mode(dirname(path))]).toEqual(["secret", "600", "700"]);
    });

    it("becomes its owner's alone when it was not, and its folder too", async () => {
        mkdirSync(dirname(path), { recursive: true, mode: 0o755 });
        writeFileSync(path, "secret", { mode: 0o644 });
        await writePrivateFile(path, "secret");
        expect([mode(path), mode(dirname(path))]).toEqual(["600", "700"]);
    });

    it("is left as it is when nothing changed", async () => {
        await writePrivateFile(path, "secret");
        const before = await stat(path, { bigint: true });
        await writePrivateFile(path, "secret");
        const after = await stat(path, { bigint: true });
        expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    });

    it("is a new file when its content changed, and nothing is left beside it", async () => {
        await writePrivateFile(path, "one");
        const before = await stat(path, { bigint: true });
        await writePrivateFile(path, "two");
        expect((await stat(path, { bigint: true })).ino).not.toBe(before.ino);
        expect(readdirSync(dirname(path))).toEqual(["kubeconfig.yaml"]);
    });

    it("leaves nothing beside it when it cannot be written", async () => {
        mkdirSync(join(path, "a-folder-in-its-place"), { recursive: true });
        await expect(writePrivateFile(path, "secret")).rejects.toThrow();
        expect(readdirSync(dirname(path))).toEqual(["kubeconfig.yaml"]);
    });

    it("is never seen absent, empty or torn by another process while it is rewritten", async () => {
        const contents = ["a".repeat(2_000), "b".repeat(3_000)];
        await writePrivateFile(path, contents[0] ?? "");
        const args = ["-e", reader, path, "100000", ...contents];
        const reading = promisify(execFile)(process.execPath, args, { timeout: 100_000 });
        const read = new AbortController();
        void reading.catch(() => undefined).finally(() => read.abort());
        let rewrites = 0;
        while (!read.signal.aborted) await writePrivateFile(path, contents[++rewrites % 2] ?? "");
        await expect(reading).resolves.toMatchObject({ stderr: "" });
    }, 120_000);

    it("is recognised by content and mode", async () => {
        await writePrivateFile(path, "secret");
        expect(await isPrivateFile(path, "secret")).toBe(true);
        expect(await isPrivateFile(path, "other")).toBe(false);
        await chmod(path, 0o640);
        expect(await isPrivateFile(path, "secret")).toBe(false);
        expect(await isPrivateFile(join(root, "none"), "secret")).toBe(false);
    });
});

describe("removing private files", () => {
    it("removes their empty folders up to the root, and not what is above it", async () => {
        await writePrivateFile(path, "secret");
        await removePrivateFiles([path, join(root, "shop/dev/other.yaml")], root);
        expect([existsSync(root), existsSync(folder)]).toEqual([false, true]);
    });

    it("keeps folders that hold somebody else's files", async () => {
        const other = join(root, "shop", "staging", "kubeconfig.yaml");
        await writePrivateFile(path, "secret");
        await writePrivateFile(other, "secret");
        await removePrivateFiles([path], root);
        expect([existsSync(dirname(path)), existsSync(other)]).toEqual([false, true]);
    });

    it("keeps empty folders outside the root, also where their name begins like it", async () => {
        const beside = `${root}-beside`;
        await writePrivateFile(join(beside, "dev", "kubeconfig.yaml"), "secret");
        await removePrivateFiles([join(beside, "dev", "kubeconfig.yaml")], root);
        expect(existsSync(join(beside, "dev"))).toBe(true);
    });

    it("is content when there is nothing to remove", async () => {
        await expect(removePrivateFiles([path], root)).resolves.toBeUndefined();
    });
});
