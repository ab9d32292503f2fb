import { YamlProblem } from "../../../shared/yaml/read-yaml";
import { type ApiServerAccess } from "./api-server-access";
import { currentEntry } from "./current-entry";
import { AccessFailure } from "../errors";
import { inlineAccess } from "./inline-access";
import { outsideAccess } from "./outside-access";

/**
 * Parses the text of a kubeconfig. Never reads the machine's own.
 *
 * @param folder the folder for files with a relative path. Default: the folder of this process.
 */
export async function parseKubeconfig(kubeconfig: string, folder = process.cwd()): Promise<ApiServerAccess> {
    if (kubeconfig.trim() === "") throw new Error("The kubeconfig is empty.");
    try {
        const inline = inlineAccess(kubeconfig);
        if (inline) return inline;
        const entry = currentEntry(kubeconfig);
        if (!entry) throw new Error("The kubeconfig's current context names no cluster.");
        return await Promise.resolve(outsideAccess(entry, folder));
    } catch (error) {
        if (!(error instanceof YamlProblem)) throw error;
        const why = `line ${error.line}, column ${error.column}: ${error.message}`;
        const next = "correct the kubeconfig, or get it again from where it came from, then run pulumi again";
        throw new AccessFailure("The kubeconfig cannot be read.", [why], next, error);
    }
}
