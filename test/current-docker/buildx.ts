import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "../e2e/support/packed";

const run = promisify(execFile);

/** The command line that comes with the daemon: this machine's own may be older, and without buildx. */
function ofDaemon(): string[] {
    const root = process.env.K3S_TEST_CURRENT_DOCKER;
    const enter = join(repository, "test/offline/current-docker/enter.sh");
    return root ? [enter, root, "docker"] : ["docker"];
}

/** Builds an image as users do, with all that buildx adds by itself. */
export async function buildx(image: string, files: Record<string, string>, ...options: string[]): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-buildx-"));
    try {
        for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
        const [command = "", ...args] = ofDaemon();
        await run(command, [...args, "buildx", "build", "--quiet", "--tag", image, ...options, folder]);
    } finally {
        rmSync(folder, { recursive: true });
    }
}

/** Builds an image anew on itself: out of what another daemon saved becomes what buildx leaves. */
export function rebuild(image: string, ...lines: string[]): Promise<void> {
    return buildx(image, { Dockerfile: [`FROM ${image}`, ...lines].join("\n") });
}
