import { execFile } from "node:child_process";
import { promisify } from "node:util";

const helperTimeoutMs = 10_000;

/** The words that every helper has for it (docker-credential-helpers). */
const unknownLogin = "credentials not found in native keychain";

/**
 * Asks one of the Docker command line's credential helpers, as it does: the registry by the standard input. None where it knows
 * no login.
 */
export async function askCredentialHelper(helper: string, registry: string): Promise<string | undefined> {
    const options = { timeout: helperTimeoutMs, env: process.env };
    const asked = promisify(execFile)(`docker-credential-${helper}`, ["get"], options);
    // One that ends without reading says why by its exit code.
    asked.child.stdin?.on("error", () => undefined).end(registry);
    try {
        return (await asked).stdout;
    } catch (error) {
        if ((error as { stdout?: string }).stdout?.trim() === unknownLogin) return undefined;
        throw error;
    }
}
