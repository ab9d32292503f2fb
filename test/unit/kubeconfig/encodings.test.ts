import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { entriesOf } from "../../../shared/kubeconfig/entries";
import { isMerged, merge, takeOut } from "../../../provider/kubeconfig/merge";
import { changeFile, readUserFile } from "../../../provider/kubeconfig/user-file";
import { says } from "../../support/says";

const folder = mkdtempSync(join(tmpdir(), "encodings-"));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, "config");

const ours = entriesOf(`apiVersion: v1
kind: Config
clusters: [{name: dev, cluster: {server: "https://127.0.0.1:1", certificate-authority-data: YQ==}}]
users: [{name: dev, user: {token: t}}]
contexts: [{name: dev, context: {cluster: dev, user: dev}}]
current-context: dev
`);
const others = "\uFEFF# für\r\napiVersion: v1\r\nkind: Config\r\ncurrent-context: work\r\n";
const utf16 = Buffer.from(others, "utf16le");

describe("a kubeconfig in another encoding", () => {
    it.each([
        ["UTF-8 with a byte order mark", Buffer.from(others)],
        ["UTF-16, as PowerShell writes it", utf16],
        ["UTF-16, big end first", Buffer.from(utf16).swap16()],
    ])("is changed and given back in it: %s", async (_, bytes) => {
        writeFileSync(path, bytes);
        await changeFile(path, 1, (before = "") => ({
            text: merge(before, ours, { switchContext: false }).text,
            result: 0,
        }));
        expect(await readUserFile(path, (text = "") => isMerged(text, ours))).toBe(true);
        const written = readFileSync(path);
        expect(written.subarray(0, bytes.length)).toEqual(bytes);
        await changeFile(path, 1, (before = "") => ({
            text: takeOut(before, ours, { clusters: "", users: "", contexts: "" }),
            result: 0,
        }));
        expect(readFileSync(path)).toEqual(bytes);
    });

    it.each([
        [
            "UTF-16 without a mark",
            Buffer.from("kind: Config\n", "utf16le"),
            "it is in UTF-16 without a byte order mark",
        ],
        ["Latin-1", Buffer.from("# für\n", "latin1"), "it is not all UTF-8"],
    ])("is left as it is where nobody knows it: %s", async (_, bytes, why) => {
        writeFileSync(path, bytes);
        const changed = changeFile(path, 1, () => ({ text: "x: 1\n", result: 0 }));
        await expect(changed).rejects.toThrow(says(`kubeconfig ${path} … left … cannot … used`));
        await expect(changed).rejects.toThrow(why);
        expect(readFileSync(path)).toEqual(bytes);
    });
});
