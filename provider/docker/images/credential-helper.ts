import { execFile } from "node:child_process";
import { promisify } from "node:util";

const helperTimeoutMs = 10_000;

/** The answer of every helper that has no such login (docker-credential-helpers). */
const unknownLogin = "credentials not found in native keychain";

/**
 * Queries a credential helper as the Docker command line does, with the registry on the standard input. Returns
 * undefined when the helper has no login for it.
 */
export async function askCredentialHelper(helper: string, registry: string): Promise<string | undefined> {
    const options = { timeout: helperTimeoutMs, env: process.env };
    const asked = promisify(execFile)(`docker-credential-${helper}`, ["get"], options);
    // A helper that ends without reading its input reports the cause by its exit code.
    asked.child.stdin?.on("error", () => undefined).end(registry);
    try {
        return (await asked).stdout;
    } catch (error) {
        if ((error as { stdout?: string }).stdout?.trim() === unknownLogin) return undefined;
        throw error;
    }
}
