import { contentOf, type Kubeconfig, type List, lists } from "../../provider/kubeconfig/entries";
import { readYaml, yamlOf, YamlProblem } from "../../provider/kubeconfig/yaml-text";

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

/** What a kubeconfig says of one of its contexts, the current one where none is named. */
export function kubeconfigOf(text: string, wanted?: string): ReadKubeconfig | KubeconfigProblem {
    const file = mappingOf(text);
    if (file === undefined) {
        const problem = 'is not the text of a kubeconfig (of a file, give readFileSync(path, "utf8"))';
        return { part: "kubeconfig", problem };
    }
    const context = wanted ?? file["current-context"];
    if (typeof context !== "string" || context === "") {
        return { part: "context", problem: `is needed, because the kubeconfig has no current one: ${there(file)}` };
    }
    const found = contentOf(file, "contexts", context);
    if (!found)
        return { part: "context", problem: `is "${context}", which the kubeconfig does not have: ${there(file)}` };
    const [cluster, user] = [String(found.cluster), String(found.user)];
    const server = contentOf(file, "clusters", cluster)?.server;
    if (typeof server !== "string") {
        return {
            part: "kubeconfig",
            problem: `has no server for the cluster "${cluster}" of its context "${context}"`,
        };
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

function mappingOf(text: string): Kubeconfig | undefined {
    try {
        const { value } = readYaml(text);
        return Array.isArray(value.contexts) && Array.isArray(value.clusters) ? value : undefined;
    } catch (error) {
        if (error instanceof YamlProblem) return undefined;
        throw error;
    }
}

function there({ contexts }: Kubeconfig): string {
    const names = (contexts as ({ name?: unknown } | null)[]).map((context) => String(context?.name));
    return names.length > 0 ? `it has ${names.join(", ")}` : "it has none";
}
