import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { required } from "./environment";

/** Sets the paths by which Pulumi finds its language hosts, and Python this package's SDK. */
export function useLanguages(): void {
    process.env.PATH = [required("K3S_TEST_LANGUAGES_PATH"), process.env.PATH].join(delimiter);
    process.env.PYTHONPATH = join(required("K3S_TEST_SDKS"), "python-path");
}

/**
 * Makes a folder that of a Go program with this package's SDK. It needs no modules other than those of the tests' other
 * Go program.
 */
export async function goModules(folder: string): Promise<void> {
    const module = "pulumi-k3s/sdk/go";
    for (const name of ["go.mod", "go.sum"]) cpSync(join(__dirname, "../languages/go", name), join(folder, name));
    const edits = ["-require", `${module}@v0.0.0`, "-replace", `${module}=${join(required("K3S_TEST_SDKS"), "go")}`];
    await promisify(execFile)("go", ["mod", "edit", ...edits], { cwd: folder });
}
