import { execFile } from "node:child_process";
import {
    existsSync,
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    readlinkSync,
    rmSync,
    statSync,
    symlinkSync,
    unlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { parse } from "yaml";
import { renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { unknownValue } from "../../../provider/lifecycle";
import { KubeconfigMerge, type KubeconfigMergeInputs } from "../../../provider/resources/kubeconfig-merge";
import { says } from "../../support/says";

const merge = new KubeconfigMerge();
const others = "# mine\nclusters:\n- name: work\n  cluster: {server: https://work.example}\ncurrent-context: work\n";
let folder: string;
let path: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-merge-"));
    path = join(folder, ".kube", "config");
    mkdirSync(dirname(path));
});
afterEach(() => rmSync(folder, { recursive: true }));

function inputs(changes: Partial<KubeconfigMergeInputs> & { name?: string; authority?: string; port?: number } = {}) {
    const { name = "dev", authority = "b3Vycw==", port = 40_000, ...rest } = changes;
    const administrator = { certificateAuthority: authority, user: { "client-key-data": "a2V5" } };
    const kubeconfig = renderKubeconfig(name, `https://127.0.0.1:${port}`, administrator);
    return { path, kubeconfig, switchContext: false, ...rest };
}

const read = () => readFileSync(path, "utf8");
const mode = (of: string) => (statSync(of).mode & 0o777).toString(8);
const names = (list: string) =>
    ((parse(read()) as Record<string, { name: string }[]>)[list] ?? []).map(({ name }) => name);
const inFolder = () => readdirSync(dirname(path));

describe("a kubeconfig that others use too", () => {
    it("gets the entries, drifts, is healed, and is as it was before in the end", async () => {
        writeFileSync(path, others, { mode: 0o640 });
        const { id, outputs } = await merge.create(inputs({ switchContext: true }));
        expect([id, names("clusters"), outputs.madeFile]).toEqual([path, ["work", "dev"], false]);
        expect(await merge.diff(id, outputs, inputs({ switchContext: true }))).toEqual({ changes: false });

        writeFileSync(path, read().replace("https://127.0.0.1:40000", "https://127.0.0.1:1"));
        expect(await merge.diff(id, outputs, inputs({ switchContext: true }))).toEqual({ changes: true });
        const healed = await merge.update(id, outputs, inputs({ switchContext: true }));
        expect(await merge.diff(id, healed, inputs({ switchContext: true }))).toEqual({ changes: false });

        await merge.delete(id, healed);
        expect([read(), mode(path), inFolder()]).toEqual([others, "640", ["config"]]);
    });

    it("is not written when there is nothing to change", async () => {
        const { outputs } = await merge.create(inputs());
        const before = statSync(path, { bigint: true });
        await merge.create(inputs());
        await merge.update("", outputs, inputs());
        const after = statSync(path, { bigint: true });
        expect([after.ino, after.mtimeNs]).toEqual([before.ino, before.mtimeNs]);
    });

    it("is not looked at while the new cluster's kubeconfig is not known yet", async () => {
        const { outputs } = await merge.create(inputs());
        writeFileSync(path, "[");
        expect(await merge.diff("", outputs, { ...inputs(), kubeconfig: unknownValue })).toEqual({ changes: true });
    });

    it("follows a cluster that was made anew at another port", async () => {
        writeFileSync(path, others);
        const { outputs } = await merge.create(inputs());
        const anew = inputs({ authority: "YW5ldw==", port: 41_000 });
        expect(await merge.diff("", outputs, anew)).toEqual({ changes: true });
        const followed = await merge.update("", outputs, anew);
        expect(read()).toContain("https://127.0.0.1:41000");
        await merge.delete("", followed);
        expect(read()).toBe(others);
    });

    it("is left for another one, with nothing of ours in it", async () => {
        writeFileSync(path, others);
        const { outputs } = await merge.create(inputs({ switchContext: true }));
        const moved = inputs({ path: join(folder, "elsewhere"), switchContext: true });
        expect(await merge.diff("", outputs, moved)).toEqual({ changes: true });
        const there = await merge.update("", outputs, moved);
        expect([read(), existsSync(moved.path), there.madeFile]).toEqual([others, true, true]);
        await merge.delete("", there);
        expect(existsSync(moved.path)).toBe(false);
    });

    it("stays its owner's", async () => {
        writeFileSync(path, others);
        const { uid, gid } = statSync(path);
        const other = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : { uid, gid };
        await promisify(execFile)("chown", [`${other.uid}:${other.gid}`, path]);
        await merge.create(inputs());
        expect(statSync(path)).toMatchObject(other);
    });

    it("is written where a link leads, and the link stays", async () => {
        const target = join(folder, "dotfiles", "kubeconfig");
        mkdirSync(dirname(target));
        writeFileSync(target, others, { mode: 0o600 });
        symlinkSync("../dotfiles/kubeconfig", path);
        const { outputs } = await merge.create(inputs());
        expect([readlinkSync(path), readFileSync(target, "utf8").includes("name: dev")]).toEqual([
            "../dotfiles/kubeconfig",
            true,
        ]);
        await merge.delete("", outputs);
        expect([lstatSync(path).isSymbolicLink(), readFileSync(target, "utf8")]).toEqual([true, others]);
    });
});

describe("a kubeconfig that is not there", () => {
    it("is made for its owner alone, and goes with what is in it", async () => {
        path = join(folder, "new", "config");
        const { outputs } = await merge.create(inputs({ switchContext: true }));
        expect([mode(path), mode(dirname(path)), parse(read())]).toEqual([
            "600",
            "700",
            parse(inputs().kubeconfig) as unknown,
        ]);
        await merge.delete("", outputs);
        expect(inFolder()).toEqual([]);
    });

    it("stays when somebody else has put something in it", async () => {
        const { outputs } = await merge.create(inputs());
        const second = await merge.create(inputs({ name: "test", port: 40_001, authority: "dGVzdA==" }));
        await merge.delete("", outputs);
        expect([names("clusters"), names("users"), names("contexts")]).toEqual([["test"], ["test"], ["test"]]);
        await merge.delete("", second.outputs);
        expect(names("clusters")).toEqual([]);
    });

    it("goes in the end when the up that made it was interrupted before anybody knew", async () => {
        await merge.create(inputs({ switchContext: true }));
        const { outputs } = await merge.create(inputs({ switchContext: true }));
        await merge.delete("", outputs);
        expect(inFolder()).toEqual([]);
    });

    it("is made at the end of a link that leads nowhere yet", async () => {
        symlinkSync("../new/kubeconfig", path);
        const { outputs } = await merge.create(inputs());
        expect(mode(join(folder, "new", "kubeconfig"))).toBe("600");
        await merge.delete("", outputs);
        expect([lstatSync(path).isSymbolicLink(), existsSync(path)]).toEqual([true, false]);
    });

    it("is made again after somebody removed it", async () => {
        const { outputs } = await merge.create(inputs({ switchContext: true }));
        unlinkSync(path);
        expect(await merge.diff("", outputs, inputs({ switchContext: true }))).toEqual({ changes: true });
        const healed = await merge.update("", outputs, inputs({ switchContext: true }));
        expect(parse(read())).toEqual(parse(inputs().kubeconfig));
        await merge.delete("", healed);
        expect(existsSync(path)).toBe(false);
    });

    it("needs nothing to be taken out of, not even its folder", async () => {
        const { outputs } = await merge.create(inputs());
        rmSync(dirname(path), { recursive: true });
        await merge.delete("", outputs);
        expect(existsSync(dirname(path))).toBe(false);
    });
});

describe("what cannot be merged", () => {
    const foreign = others.replace("clusters:", "clusters:\n- name: dev\n  cluster: {server: 'https://other.example'}");

    it("is an entry of somebody else's: the error names it, and nothing is changed", async () => {
        writeFileSync(path, foreign);
        await expect(merge.create(inputs())).rejects.toThrow(
            says(
                `kubeconfig ${path} … left … cluster "dev" … not from this stack.\n` +
                    " … https://other.example\n" +
                    `Next: … another name … kubeconfig.merge … kubectl config --kubeconfig ${path} delete-cluster dev`,
            ),
        );
        expect([read(), inFolder()]).toEqual([foreign, ["config"]]);
    });

    it("is a move to a file with such an entry: the old one keeps ours", async () => {
        const { outputs } = await merge.create(inputs());
        const before = read();
        const elsewhere = join(folder, "elsewhere");
        writeFileSync(elsewhere, foreign);
        await expect(merge.update("", outputs, inputs({ path: elsewhere }))).rejects.toThrow("is not from this stack");
        expect([read(), readFileSync(elsewhere, "utf8")]).toEqual([before, foreign]);
    });

    it.each([["create"], ["diff"], ["update"], ["delete"]] as const)(
        "is a broken file: %s names it and the line",
        async (operation) => {
            const { outputs } = await merge.create(inputs());
            writeFileSync(path, `${others}users:\n- {name: me, user: {token: s3cret}\n`);
            const before = read();
            const calls = {
                create: () => merge.create(inputs()),
                diff: () => merge.diff("", outputs, inputs()),
                update: () => merge.update("", outputs, inputs()),
                delete: () => merge.delete("", outputs),
            };
            const failure = await calls[operation]().then(
                () => "no failure",
                (error: unknown) => (error as Error).message,
            );
            expect(failure).toMatch(says(`kubeconfig ${path} … left … cannot be used`));
            expect(failure).toMatch(`  ${path}:8:1: it has `);
            expect(failure).not.toContain("s3cret");
            expect([read(), inFolder()]).toEqual([before, ["config"]]);
        },
    );

    it("is a folder", async () => {
        mkdirSync(path);
        await expect(merge.create(inputs())).rejects.toThrow(says(`kubeconfig ${path} … left … EISDIR`));
    });
});

describe("the lock of kubectl", () => {
    it("is waited for", async () => {
        writeFileSync(path, others);
        writeFileSync(`${path}.lock`, "");
        const merging = merge.create(inputs());
        await delay(200);
        expect(read()).toBe(others);
        unlinkSync(`${path}.lock`);
        await merging;
        expect([names("clusters"), inFolder()]).toEqual([["work", "dev"], ["config"]]);
    });

    it("is named when it stays, and left to its owner", async () => {
        writeFileSync(path, others);
        writeFileSync(`${path}.lock`, "");
        await expect(new KubeconfigMerge(0.3).create(inputs())).rejects.toThrow(
            new RegExp(`its lock ${path}\\.lock was there for 0\\.3 s\\.[^]*Next: if no kubectl[^\n]* remove the lock`),
        );
        expect([read(), existsSync(`${path}.lock`)]).toEqual([others, true]);
    });

    it("is kept at a link and at what it leads to", async () => {
        const target = join(folder, "kubeconfig");
        writeFileSync(target, others);
        symlinkSync(target, path);
        for (const lock of [`${path}.lock`, `${target}.lock`]) {
            writeFileSync(lock, "");
            await expect(new KubeconfigMerge(0.1).create(inputs())).rejects.toThrow(`its lock ${lock} was there`);
            unlinkSync(lock);
            expect([existsSync(`${path}.lock`), existsSync(`${target}.lock`)]).toEqual([false, false]);
        }
    });

    const many = Array.from({ length: 10 }, (_, index) => `c${index}`);
    // A higher limit than usual, because a busy machine has a queue of this length.
    const patient = new KubeconfigMerge(25);
    const createMany = () =>
        Promise.all(
            many.map((name, index) => {
                const authority = Buffer.from(`authority ${index}`).toString("base64");
                return patient.create(inputs({ name, port: 30_000 + index, authority }));
            }),
        );

    it("lets nothing be lost when many merge at once", async () => {
        writeFileSync(path, others);
        const made = await createMany();
        expect(names("clusters").sort()).toEqual([...many, "work"]);
        expect(names("contexts").sort()).toEqual(many);
        await Promise.all(made.map(({ id, outputs }) => patient.delete(id, outputs)));
        expect([names("clusters"), names("users"), names("contexts")]).toEqual([["work"], [], []]);
        expect(inFolder()).toEqual(["config"]);
    });

    // kubectl may drop what others wrote since it read the file (client-go's ModifyConfig), so this test does not check
    // that.
    it("lets nothing of kubectl's be lost that writes at the same time", async () => {
        writeFileSync(path, others);
        const contexts = ["k0", "k1", "k2"];
        const writing = createMany();
        for (const context of contexts) await setContext(context);
        await writing;
        expect(names("contexts")).toEqual(expect.arrayContaining(contexts));
        expect(inFolder()).toEqual(["config"]);
    });
});

/** Runs `kubectl config set-context`, again if the file is locked: kubectl does not wait for the lock but fails. */
async function setContext(context: string): Promise<void> {
    const kubectl = process.env.KUBECTL_BINARY ?? "kubectl";
    const deadline = Date.now() + 20_000;
    for (;;) {
        try {
            await promisify(execFile)(kubectl, ["config", "--kubeconfig", path, "set-context", context]);
            return;
        } catch (error) {
            if (!String(error).includes("file exists") || Date.now() > deadline) throw error;
            await delay(10);
        }
    }
}
