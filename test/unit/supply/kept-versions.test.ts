import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pack, repository } from "../../e2e/support/packed";
import { askedOf, keptVersions, unpack, type Asked } from "../../faults/support/versions";

jest.setTimeout(120_000);

let folder: string;
let now: Asked;

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-kept-"));
    now = await askedOf();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("keeps the packages of versions in the repository, and not in the package", async () => {
    const tracked = ["ls-files", "--cached", "--others", "--exclude-standard", "test/faults/versions"];
    const inRepository = execFileSync("git", tracked, { cwd: repository, encoding: "utf8" }).split("\n");
    for (const { version } of keptVersions()) {
        expect(inRepository).toContain(`test/faults/versions/pulumi-k3s-${version}.tgz`);
    }
    const { files } = await pack(folder);
    expect(files.filter(({ path }) => path.startsWith("test") || path.endsWith(".tgz"))).toEqual([]);
});

describe.each(keptVersions())("the kept package of version $version", (kept) => {
    let unpacked: string;

    beforeAll(async () => {
        unpacked = await unpack(kept, folder);
    });

    it("is of that version, and small", () => {
        const { version } = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8")) as { version: string };
        expect(version).toBe(kept.version);
        expect(statSync(kept.archive).size).toBeLessThan(1 << 20);
    });

    it("names no path of the machine that it was packed on", () => {
        const files = globSync("**/*.*", { cwd: unpacked });
        expect(files.length).toBeGreaterThan(100);
        const named = files.filter((file) => {
            const text = readFileSync(join(unpacked, file), "utf8");
            const isOfThis = [repository, `${homedir()}/`, folder].some((path) => text.includes(path));
            return isOfThis || /\/(?:home|root|Users)\/\w/.test(text);
        });
        expect(named).toEqual([]);
    });

    // No preview tells: to Pulumi, a resource whose text alone has changed is the same, and it stores the new text.
    it("stored the text that is stored now", async () => {
        expect((await askedOf(unpacked)).text).toBe(now.text);
    });

    it("asks for no kind of resource and for no function that is gone", async () => {
        const { lifecycles, calls } = await askedOf(unpacked);
        expect(lifecycles.length).toBeGreaterThan(20);
        expect(lifecycles.filter((name) => !now.lifecycles.includes(name))).toEqual([]);
        expect(calls).toEqual(["create", "diff", "update", "read", "remove"]);
        expect(calls.filter((name) => !now.functions.includes(name))).toEqual([]);
    });
});
