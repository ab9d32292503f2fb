import { execFile } from "node:child_process";
import {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { says } from "../../support/says";

jest.setTimeout(120_000);

const repository = join(__dirname, "../../..");
const others = `# mine\nclusters:\n- name: work\n  cluster: {server: https://work.example}\n${"# kept\n".repeat(200)}`;
const administrator = { certificateAuthority: "b3Vycw==", user: { "client-key-data": "a2V5" } };
const kubeconfig = renderKubeconfig("dev", "https://127.0.0.1:40000", administrator);

let folder: string;
let path: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-mount-"));
    path = join(folder, ".kube", "config");
    mkdirSync(dirname(path));
    writeFileSync(path, others, { mode: 0o640 });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Merges a kubeconfig into a file, and removes it again. Prints the file's text after each step. */
const script = `
    require("./test/support/register.cjs");
    const { readFileSync } = require("node:fs");
    const { KubeconfigMerge } = require("./provider/resources/kubeconfig-merge");
    const [path, kubeconfig] = process.argv.slice(1);
    const merge = new KubeconfigMerge(1);
    (async () => {
        const { id, outputs } = await merge.create({ path, kubeconfig, switchContext: false });
        const merged = readFileSync(path, "utf8");
        await merge.delete(id, outputs);
        console.log(JSON.stringify({ merged, left: readFileSync(path, "utf8") }));
    })().catch(({ message }) => console.log(JSON.stringify({ message, left: readFileSync(path, "utf8") })));
`;

interface Outcome {
    merged?: string;
    left?: string;
    message?: string;
}

/**
 * Runs the script in its own mount namespace, as in a container, so that no mount is visible outside or left behind.
 */
async function merged(mounts: string, at = path): Promise<Outcome> {
    const inside = `${mounts} && exec "$0" -e "$1" "$2" "$3"`;
    const user = process.getuid?.() === 0 ? [] : ["--map-root-user"];
    const args = [...user, "--mount", "sh", "-e", "-c", inside, process.execPath, script, at, kubeconfig];
    const { stdout } = await promisify(execFile)("unshare", args, { cwd: repository });
    return JSON.parse(stdout) as Outcome;
}

const names = (text = "") => (parse(text) as { clusters: { name: string }[] }).clusters.map(({ name }) => name);
const bindFile = () => `mount --bind '${path}' '${path}'`;
const readOnly = (what: string) => `mount -o remount,bind,ro '${what}'`;

describe("a kubeconfig that is a mount, as in a container for development,", () => {
    it("is written as it lies there, and has all that it had in the end", async () => {
        const { ino } = statSync(path);
        const outcome = await merged(bindFile());
        expect(names(outcome.merged)).toEqual(["work", "dev"]);
        expect(outcome.left).toBe(others);
        expect(readFileSync(path, "utf8")).toBe(others);
        expect(statSync(path)).toMatchObject({ ino, mode: 0o100640 });
        expect(readdirSync(dirname(path))).toEqual(["config"]);
    });

    it("is that at the end of a link too", async () => {
        const link = join(folder, "link");
        symlinkSync(path, link);
        const outcome = await merged(bindFile(), link);
        expect(names(outcome.merged)).toEqual(["work", "dev"]);
        expect([outcome.left, readdirSync(folder).sort()]).toEqual([others, [".kube", "link"]]);
    });

    it("may be in a folder that nobody can write, and so lock", async () => {
        const kube = dirname(path);
        const outcome = await merged(`mount --bind '${kube}' '${kube}' && ${bindFile()} && ${readOnly(kube)}`);
        expect(names(outcome.merged)).toEqual(["work", "dev"]);
        expect(outcome.left).toBe(others);
    });

    it("stays, with nothing in it, when it was made for what is taken out", async () => {
        writeFileSync(path, kubeconfig);
        const outcome = await merged(bindFile());
        expect(outcome).toMatchObject({ merged: kubeconfig, left: "" });
    });

    it("that cannot be written is named, and left as it is", async () => {
        const { message } = await merged(`${bindFile()} && ${readOnly(path)}`);
        expect(message).toMatch(says(`kubeconfig ${path} … left … EROFS`));
        expect(message).toMatch(says("Next: … file … folder writable"));
        expect(readFileSync(path, "utf8")).toBe(others);
    });

    it("on a disk without space keeps what it had", async () => {
        const full = join(folder, "full");
        mkdirSync(full);
        // The file fills a page to its last byte.
        const before = `${others.padEnd(4_095, "#")}\n`;
        writeFileSync(path, before);
        const copied = `mount -t tmpfs -o size=8k tmpfs '${full}' && cp '${path}' '${full}/config'`;
        const filled = `(head -c 8192 /dev/zero > '${full}/rest' 2> /dev/null || true)`;
        const outcome = await merged(`${copied} && ${filled} && mount --bind '${full}/config' '${path}'`);
        expect(outcome.message).toMatch(says(`kubeconfig ${path} … left … ENOSPC`));
        expect(outcome.left).toBe(before);
    });
});
