import { execFile } from "node:child_process";
import { promisify } from "node:util";

const helperTimeoutMs = 10_000;

/** Asks one of the Docker command line's credential helpers, as it does: the registry by the standard input. */
export async function askCredentialHelper(helper: string, registry: string): Promise<string> {
    const options = { timeout: helperTimeoutMs, env: process.env };
    const asked = promisify(execFile)(`docker-credential-${helper}`, ["get"], options);
    // One that ends without reading says why by its exit code.
    asked.child.stdin?.on("error", () => undefined).end(registry);
    return (await asked).stdout;
}
