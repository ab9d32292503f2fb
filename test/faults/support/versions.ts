import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pack, repository } from "../../e2e/support/packed";

const run = promisify(execFile);

export interface Version {
    version: string;
    /** What `npm pack` made of it. */
    archive: string;
}

const folder = join(repository, "test/faults/versions");

/** The versions whose packages are kept, the newest last. */
export function keptVersions(): Version[] {
    const versions = readdirSync(folder).flatMap((name) => /^pulumi-k3s-(.*)\.tgz$/.exec(name)?.[1] ?? []);
    return versions
        .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
        .map((version) => ({ version, archive: join(folder, `pulumi-k3s-${version}.tgz`) }));
}

export function newestKeptVersion(): Version {
    const newest = keptVersions().at(-1);
    if (newest === undefined) throw new Error(`no version is kept in ${folder}: run keep.sh there`);
    return newest;
}

/** Unpacks one where it finds the packages that this repository uses. */
export async function unpack({ archive }: Version, parent: string): Promise<string> {
    const target = mkdtempSync(join(parent, "unpacked-"));
    await run("tar", ["-xzf", archive, "-C", target]);
    symlinkSync(join(repository, "node_modules"), join(target, "node_modules"));
    return join(target, "package");
}

/**
 * The package as it is now, under a version that none has: until a release the version is still that of the last one, and
 * what outlives Pulumi looks at versions.
 */
export async function packNext(parent: string): Promise<Version> {
    const current = await unpack({ version: "", archive: (await pack(parent)).archive }, parent);
    const file = join(current, "package.json");
    const manifest = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    const version = `${manifest.version}-next`;
    writeFileSync(file, JSON.stringify({ ...manifest, version }));
    const { stdout } = await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", parent], {
        cwd: current,
    });
    return { version, archive: join(parent, stdout.trim()) };
}

/** What states of users ask a package for, and what it has. */
export interface Asked {
    /** What is stored of the provider of each resource. */
    text: string;
    /** The names of the kinds of resources. */
    lifecycles: string[];
    /** What the text calls. */
    calls: string[];
    /** What there is to be called. */
    functions: string[];
}

const script = `
    const pulumi = require("@pulumi/pulumi");
    const { lifecycles } = require("./dist/provider/lifecycles.js");
    const functions = Object.keys(require("./dist/provider/index.js"));
    pulumi.runtime.setMocks({
        newResource: ({ inputs }) => {
            console.log(JSON.stringify({ text: inputs.__provider, lifecycles: Object.keys(lifecycles), functions }));
            return { id: "id", state: inputs };
        },
        call: () => ({}),
    });
    const { lifecycleResource, LifecycleResource } = require("./dist/provider/shims/lifecycle-resource.js");
    // 0.1.0 has the class alone.
    const make = lifecycleResource ?? ((...args) => new LifecycleResource(...args));
    make("v1.Target", "target", { cluster: "dev", target: "local" }, {});
`;

/** What states ask an unpacked package for, or the compiled sources. */
export async function askedOf(unpacked = repository): Promise<Asked> {
    const { stdout } = await run(process.execPath, ["-e", script], { cwd: unpacked });
    const asked = JSON.parse(stdout) as Omit<Asked, "calls">;
    const calls = [...asked.text.matchAll(/require\("pulumi-k3s\/provider"\)\.(\w+)\(/g)].map(([, name = ""]) => name);
    return { ...asked, calls };
}
