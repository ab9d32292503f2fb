import { contentOf, type List, lists } from "../../../../shared/kubeconfig/entries";
import { type Kubeconfig, noMapping, readKubeconfig } from "../../../../shared/kubeconfig/read-kubeconfig";
import { yamlOf, YamlProblem } from "../../../../shared/kubeconfig/yaml-text";

export interface ReadKubeconfig {
    /** With one context alone, so that nothing else becomes known to those who are given it. */
    kubeconfig: string;
    context: string;
    /** URL of the API server. */
    server: string;
}

export interface KubeconfigProblem {
    part: "kubeconfig" | "context";
    problem: string;
}

/** The entry of one of a kubeconfig's contexts, the current one where none is named. */
export function kubeconfigOf(text: string, wanted?: string): ReadKubeconfig | KubeconfigProblem {
    const file = mappingOf(text);
    if (typeof file === "string") return { part: "kubeconfig", problem: file };
    const context = wanted ?? file["current-context"];
    if (typeof context !== "string" || context === "") {
        return { part: "context", problem: `is needed, because the kubeconfig has no current one: ${there(file)}` };
    }
    const found = contentOf(file, "contexts", context);
    if (!found) {
        const problem = `is ${shownName(context)}, which the kubeconfig does not have: ${there(file)}`;
        return { part: "context", problem };
    }
    const [cluster, user] = [String(found.cluster), String(found.user)];
    const server = contentOf(file, "clusters", cluster)?.server;
    if (typeof server !== "string") {
        const problem = `has no server for the cluster ${shownName(cluster)} of its context ${shownName(context)}`;
        return { part: "kubeconfig", problem };
    }
    const only = (list: List, name: string) => (file[list] as { name: string }[]).filter((item) => item.name === name);
    const names: Record<List, string> = { clusters: cluster, users: user, contexts: context };
    const kept = lists.filter((list) => contentOf(file, list, names[list]));
    const kubeconfig = yamlOf({
        apiVersion: "v1",
        kind: "Config",
        ...Object.fromEntries(kept.map((list) => [list, only(list, names[list])])),
        "current-context": context,
    });
    return { kubeconfig, context, server };
}

/** The mapping, or why there is none. */
function mappingOf(text: string): Kubeconfig | string {
    const noText = 'is not the text of a kubeconfig (of a file, give readFileSync(path, "utf8"))';
    try {
        const file = readKubeconfig(text);
        return Array.isArray(file.contexts) && Array.isArray(file.clusters) ? file : noText;
    } catch (error) {
        if (!(error instanceof YamlProblem)) throw error;
        // Anything but a mapping may be the file's path.
        if (error.message === noMapping) return noText;
        return `${noText}: line ${error.line}, column ${error.column}: ${error.message}`;
    }
}

function there({ contexts }: Kubeconfig): string {
    const names = (contexts as ({ name?: unknown } | null)[]).map((context) => context?.name).filter(isName);
    return names.length > 0 ? `it has ${names.join(", ")}` : "it has none";
}

function shownName(name: string): string {
    return isName(name) ? `"${name}"` : "(no name)";
}

/** Anything else may be what a broken file has in a name's place. */
function isName(name: unknown): name is string {
    return typeof name === "string" && /^\S{1,100}$/.test(name);
}
