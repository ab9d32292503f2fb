import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf, publishedSources, repository } from "./published-sources";

interface Locked {
    license?: string;
    integrity?: string;
    resolved?: string;
    link?: boolean;
    dev?: boolean;
    peer?: boolean;
    optional?: boolean;
    devOptional?: boolean;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(repository, file), "utf8"));
const manifest = read("package.json") as Record<string, Record<string, string> | undefined>;
const locked = Object.entries((read("package-lock.json") as { packages: Record<string, Locked> }).packages).filter(
    ([path]) => path !== "",
);
const installed = locked.filter(([, its]) => !its.dev && !its.peer && !its.devOptional);

/** Those that a package under Apache-2.0 can bring along. */
const accepted = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0", "Unlicense"];
/** MIT by their LICENSE file; they name it in a field that npm no longer reads. */
const inFile = ["node_modules/buildcheck", "node_modules/cpu-features", "node_modules/ssh2"];

const imported = publishedSources()
    .flatMap(importsOf)
    .filter(({ specifier, typesOnly }) => !typesOnly && !/^(?:\.|node:)/.test(specifier))
    .map(({ specifier }) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/"));
const dependencies = Object.keys(manifest.dependencies ?? {});
const peers = Object.keys(manifest.peerDependencies ?? {});

it("declares every package that is left in its scripts", () => {
    const declared = [...dependencies, ...peers, "pulumi-k3s"];
    expect(imported.length).toBeGreaterThan(50);
    expect(imported.filter((name) => !declared.includes(name))).toEqual([]);
});

it("uses every package that it declares", () => {
    expect([...dependencies, ...peers].filter((name) => !imported.includes(name))).toEqual([]);
});

it("brings few packages, each of one version", () => {
    expect(dependencies.length).toBeLessThanOrEqual(11);
    expect(installed.length).toBeLessThanOrEqual(134);
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    // Exact ones; postject, which Node.js names for single executables, has none but an alpha.
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(-alpha\.\d+)?$/.test(version))).toEqual([]);
});

it("brings nothing under a licence that its users may not accept", () => {
    expect(installed.length).toBeGreaterThan(20);
    const others = installed.filter(
        ([path, { license = "" }]) => !accepted.includes(license) && !inFile.includes(path),
    );
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

it("is built from packages whose content is known, wherever they come from", () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    // npm does not look at what is for other platforms.
    const unknown = locked.filter(
        ([, { integrity, link, dev, optional }]) => !integrity && !link && !(dev && optional),
    );
    expect(unknown.map(([path]) => path)).toEqual([]);
});
