import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { noteProgress, noteStack, readUpdateNotes, whileNoted } from "../../../provider/stack/update-notes";

let home: string;
const folder = () => join(home, "updates");
const own = () => join(folder(), `${process.pid}.log`);

beforeEach(() => {
    home = join(mkdtempSync(join(tmpdir(), "pulumi-k3s-notes-")), "home");
    process.env.PULUMI_K3S_HOME = home;
});

afterEach(() => {
    delete process.env.PULUMI_K3S_HOME;
    rmSync(join(home, ".."), { recursive: true });
});

it("tells what is done while it is, for its user alone, and leaves nothing", async () => {
    await whileNoted(async () => {
        noteStack({ implementation: "v1.Daemon", cluster: "shop/dev/main" });
        // Of a cluster of another stack.
        noteStack({ implementation: "v1.EndpointTarget", owner: "platform/dev/main#1234abcd" });
        noteProgress("waiting for the API server");
        await whileNoted(() => Promise.resolve());
        const [note, ...others] = await readUpdateNotes();
        expect(others).toEqual([]);
        expect(note).toMatchObject({ pid: process.pid, stack: "shop/dev" });
        expect(note?.lines.map(({ text }) => text)).toEqual(["waiting for the API server"]);
        expect(Date.parse(note?.since ?? "")).toBeLessThanOrEqual(Date.now());
        expect([statSync(own()).mode & 0o777, statSync(folder()).mode & 0o777]).toEqual([0o600, 0o700]);
        for (let index = 0; index < 100; index++) noteProgress("x".repeat(10_000));
        expect(statSync(own()).size).toBeLessThan(20_000);
    });
    expect(await readUpdateNotes()).toEqual([]);
    expect(existsSync(home)).toBe(false);
});

it("ends when it fails, too", async () => {
    await expect(whileNoted(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(existsSync(home)).toBe(false);
});

it("a process that was killed updates nothing, whoever has its number now, and the next one clears up after it", async () => {
    mkdirSync(folder(), { recursive: true });
    await whileNoted(async () => {
        const note = JSON.parse(readFileSync(own(), "utf8")) as object;
        writeFileSync(join(folder(), "1.log"), JSON.stringify({ ...note, pid: 1, startedAs: "another" }));
        writeFileSync(join(folder(), "2.log"), JSON.stringify({ ...note, pid: 2 ** 22 + 1 }));
        writeFileSync(join(folder(), "3.log"), "{");
        expect((await readUpdateNotes()).map(({ pid }) => pid)).toEqual([process.pid]);
    });
    await whileNoted(async () => {
        expect(existsSync(join(folder(), "1.log"))).toBe(false);
        expect(existsSync(join(folder(), "2.log"))).toBe(false);
        await Promise.resolve();
    });
});

it("where nothing can be written, what is done is done all the same", async () => {
    writeFileSync(home, "a file");
    expect(await whileNoted(() => Promise.resolve(1))).toBe(1);
    expect(await readUpdateNotes()).toEqual([]);
});
