import { execFile } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Builds the page as it is published, into a new folder. Returns the folder. */
export async function buildPage(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), "pulumi-k3s-page-"));
    const build = join(__dirname, "../../../provider/dashboard/page/build.mjs");
    const { NODE_OPTIONS: _, ...env } = process.env;
    await promisify(execFile)(process.execPath, [build, folder], { env });
    return folder;
}
