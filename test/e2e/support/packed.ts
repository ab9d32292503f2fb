import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
export const repository = join(__dirname, "../../..");

/** A file of the packed package. */
export interface PackedFile {
    path: string;
    size: number;
}

/** Packs the compiled package into a folder, as publishing does. */
export async function pack(folder: string): Promise<{ archive: string; files: PackedFile[] }> {
    const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], {
        cwd: repository,
        maxBuffer: 64 * 1024 * 1024,
    });
    const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: PackedFile[] }];
    return { archive: join(folder, filename), files };
}

/** The command that adds packages to a project. Nothing that a program needs comes from install scripts. */
export const packageManagers = {
    npm: ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"],
    pnpm: ["npx", "--yes", "pnpm@10.34.9", "add", "--ignore-scripts"],
};

/** Installs packages into a project's own `node_modules`. */
export async function install(
    manager: keyof typeof packageManagers,
    folder: string,
    packages: string[],
): Promise<void> {
    const [command, ...args] = packageManagers[manager];
    await run(command ?? manager, [...args, ...packages], { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
}

/** Checks the types of a project with its own compiler; fails with what the compiler prints. */
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

/** The text that a program which links the repository puts into its state for each of our resources. */
export async function linkedShimText(): Promise<unknown> {
    const { stdout } = await run(process.execPath, ["-e", shimText], { cwd: repository });
    return JSON.parse(stdout) as unknown;
}
