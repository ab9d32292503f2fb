import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
export const repository = join(__dirname, "../../..");

/** A file of the packed package. */
export interface PackedFile {
    path: string;
    size: number;
}

/** Packs the compiled package into a folder, as for publishing. */
export async function pack(folder: string): Promise<{ archive: string; files: PackedFile[] }> {
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
        cwd: repository,
        maxBuffer: 64 * 1024 * 1024,
    });
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: PackedFile[] }];
    return { archive: join(folder, filename), files };
}

const yarnSettings = (linker: string) => ({
    ".yarnrc.yml": `nodeLinker: ${linker}\nenableScripts: false\nenableTelemetry: false\n`,
});

interface PackageManager {
    /** Files of the project that configure the package manager. */
    settings: Record<string, string>;
    /** The command that adds packages to a project. It runs no install scripts, because no program needs them. */
    add: string[];
    /** The command that runs Node.js and commands of packages. Without one, they are run directly. */
    run?: string[];
}

const yarn = ["npm", "exec", "--yes", "--silent", "--package", "@yarnpkg/cli-dist@4.18.1", "--", "yarn"];

export const packageManagers = {
    npm: { settings: {}, add: ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"] },
    // With these settings, a package can use only the packages that it declares.
    pnpm: {
        settings: { ".npmrc": "node-linker=isolated\nhoist=false\n" },
        add: ["npx", "--yes", "pnpm@10.34.9", "add", "--ignore-scripts"],
    },
    yarn: { settings: yarnSettings("node-modules"), add: [...yarn, "add"] },
    "yarn with Plug'n'Play": { settings: yarnSettings("pnp"), add: [...yarn, "add"], run: yarn },
} satisfies Record<string, PackageManager>;

export type Manager = keyof typeof packageManagers;

/** Installs packages into a project: by name and version, or an archive by its path. */
export async function install(manager: Manager, folder: string, packages: string[]): Promise<void> {
    const { settings, add }: PackageManager = packageManagers[manager];
    for (const [path, text] of Object.entries(settings)) writeFileSync(join(folder, path), text);
    const [command = manager, ...args] = add;
    // Yarn needs a name for an archive too, and does not read npm's settings.
    const named = packages.map((each) => (each.endsWith(".tgz") ? `pulumi-k3s@file:${each}` : each));
    const registry = (await run("npm", ["config", "get", "registry"], { cwd: folder })).stdout.trim();
    const env = { ...process.env, YARN_NPM_REGISTRY_SERVER: registry };
    await run(command, [...args, ...named], { cwd: folder, env, maxBuffer: 64 * 1024 * 1024 });
}

/** Installs a version of Node.js into a folder. Returns the folder of its programs. */
export async function installNode(version: string, folder: string): Promise<string> {
    const name = `node-${process.platform}-${process.arch}`;
    const [command = "npm", ...args] = packageManagers.npm.add;
    await run(command, [...args, "--prefix", folder, `${name}@${version}`]);
    return join(folder, "node_modules", name, "bin");
}

/** Runs a script or a command of an installed package as a user would. Returns its output. */
export async function runInstalled(
    manager: Manager,
    folder: string,
    nodePath: string,
    command: string,
    ...args: string[]
): Promise<{ stdout: string; stderr: string }> {
    const { run: runner = [] }: PackageManager = packageManagers[manager];
    const [first = command, ...others] = [...runner, command, ...args];
    const PATH = [nodePath, join(folder, "node_modules/.bin"), process.env.PATH].join(delimiter);
    // Jest's own settings would hide warnings or cause some.
    const { NODE_OPTIONS: _options, NODE_NO_WARNINGS: _silence, ...env } = process.env;
    return run(first, others, { cwd: folder, env: { ...env, PATH } });
}

/** Checks the types of a project with its own compiler. Returns what the compiler prints. */
export async function checkTypes(folder: string): Promise<string> {
    const compiler = join(folder, "node_modules/typescript/bin/tsc");
    const { stdout } = await run(process.execPath, [compiler, "--noEmit", "--project", folder], { cwd: folder }).catch(
        (error: unknown) => error as { stdout: string },
    );
    return stdout;
}

const shimText = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setMocks({
        newResource: ({ inputs }) => {
            console.log(JSON.stringify(inputs.__provider));
            return { id: "id", state: inputs };
        },
        call: () => ({}),
    });
    const { lifecycleResource } = require("./dist/provider/shims/lifecycle-resource.js");
    lifecycleResource("v1.Target", "target", { cluster: "dev", target: "local" }, {});
`;

/**
 * Returns the text that a program with a link to the repository stores in its state for each of the package's own
 * resources.
 */
export async function linkedShimText(): Promise<unknown> {
    const { stdout } = await run(process.execPath, ["-e", shimText], { cwd: repository });
    return JSON.parse(stdout) as unknown;
}
