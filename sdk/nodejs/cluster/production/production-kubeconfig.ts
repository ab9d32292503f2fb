import { contentOf, type List, lists } from "../../../../shared/kubeconfig/entries";
import { type Kubeconfig, noMapping, readKubeconfig } from "../../../../shared/kubeconfig/read-kubeconfig";
import { yamlOf, YamlProblem } from "../../../../shared/kubeconfig/yaml-text";

export interface ReadKubeconfig {
    /** A kubeconfig with one context only, so that its readers get no other credentials. */
    kubeconfig: string;
    context: string;
    /** URL of the API server. */
    server: string;
}

export interface KubeconfigProblem {
    part: "kubeconfig" | "context";
    problem: string;
}

/** Reduces a kubeconfig to one context: the given one, or else the current one. */
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

/** Returns the mapping in a kubeconfig, or the problem with it. */
function mappingOf(text: string): Kubeconfig | string {
    const noText = 'is not the text of a kubeconfig (of a file, give readFileSync(path, "utf8"))';
    try {
        const file = readKubeconfig(text);
        return Array.isArray(file.contexts) && Array.isArray(file.clusters) ? file : noText;
    } catch (error) {
        if (!(error instanceof YamlProblem)) throw error;
        // A text that is not a mapping may be the file's path.
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

/**
 * Returns whether a value looks like a name. Other values are not shown, because a broken file may have anything in a
 * name's place.
 */
function isName(name: unknown): name is string {
    return typeof name === "string" && /^\S{1,100}$/.test(name);
}
