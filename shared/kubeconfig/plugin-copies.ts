import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readKubeconfig } from "./read-kubeconfig";

/** The names that Go's os.CreateTemp chooses: with a random number of 32 bits. */
const copyName = /^kubeconfig\d{5,10}$/;

/**
 * Removes the copies of a kubeconfig that Pulumi's Kubernetes plugin leaves in the temporary folder, one for each run
 * of the engine (pulumi-kubernetes, `writeKubeconfigToFile`). Files with other clusters or users stay.
 *
 * The function is synchronous, so that a program can call it right before it exits.
 */
export function removeCopies(kubeconfig: string, folder = temporaryFolder()): void {
    const content = contentOf(kubeconfig);
    if (content === undefined) return;
    for (const name of readdirSync(folder).filter((each) => copyName.test(each))) {
        const path = join(folder, name);
        if (isDeepStrictEqual(contentOf(textOf(path)), content)) rmSync(path, { force: true });
    }
}

/** Returns a file's text, or an empty text if the file belongs to another user, is a folder or no longer exists. */
function textOf(path: string): string {
    try {
        return readFileSync(path, "utf8");
    } catch {
        return "";
    }
}

/** Returns Go's temporary folder, which is not on every system the one of Node.js. */
function temporaryFolder(): string {
    return process.platform === "win32" ? tmpdir() : process.env.TMPDIR || "/tmp";
}

/**
 * Returns the clusters and credentials of a kubeconfig in a form that does not depend on how the kubeconfig is written.
 */
function contentOf(kubeconfig: string): unknown {
    const { clusters, users } = parsed(kubeconfig);
    if (!clusters?.length || !users?.length) return undefined;
    const sorted = (entries: Entry[], inner: "cluster" | "user", keys: string[]) =>
        entries
            .map((entry) => [entry.name, ...keys.map((key) => entry[inner]?.[key])])
            .sort(([one], [other]) => String(one).localeCompare(String(other)));
    return [
        sorted(clusters, "cluster", ["server", "certificate-authority-data"]),
        sorted(users, "user", ["client-certificate-data", "client-key-data", "token"]),
    ];
}

function parsed(kubeconfig: string): { clusters?: Entry[]; users?: Entry[] } {
    try {
        return readKubeconfig(kubeconfig);
    } catch {
        return {};
    }
}

interface Entry {
    name: string;
    cluster?: Record<string, unknown>;
    user?: Record<string, unknown>;
}
