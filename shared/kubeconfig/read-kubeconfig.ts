import { readValue, YamlProblem } from "../yaml/read-yaml";

/** A parsed kubeconfig. Only the types of the fields that `kubectl` checks are known to be correct. */
export type Kubeconfig = Record<string, unknown>;

/** The problem of a text that is not a kubeconfig. */
export const noMapping = "it is not a mapping";

type Shape = "text" | "flag" | { of: Record<string, Shape> } | { each: Shape };

const texts = (...fields: string[]) => Object.fromEntries(fields.map((field) => [field, "text" as const]));

/** The types that `kubectl` requires. It does not accept a number in place of a text. */
const kubeconfigShape: Shape = {
    of: {
        "current-context": "text",
        clusters: {
            each: {
                of: {
                    name: "text",
                    cluster: {
                        of: {
                            ...texts("server", "tls-server-name", "proxy-url"),
                            ...texts("certificate-authority", "certificate-authority-data"),
                            "insecure-skip-tls-verify": "flag",
                            "disable-compression": "flag",
                        },
                    },
                },
            },
        },
        users: {
            each: {
                of: {
                    name: "text",
                    user: {
                        of: {
                            ...texts("token", "tokenFile", "username", "password"),
                            ...texts("client-certificate", "client-certificate-data", "client-key", "client-key-data"),
                            ...texts("as", "as-uid"),
                            exec: {
                                of: {
                                    ...texts("apiVersion", "command", "installHint", "interactiveMode"),
                                    args: { each: "text" },
                                    env: { each: { of: texts("name", "value") } },
                                    provideClusterInfo: "flag",
                                },
                            },
                        },
                    },
                },
            },
        },
        contexts: {
            each: { of: { name: "text", context: { of: texts("cluster", "user", "namespace") } } },
        },
    },
};

/**
 * Parses a kubeconfig as `kubectl` does. Returns an empty mapping for an empty text.
 *
 * @throws YamlProblem
 */
export function readKubeconfig(text: string): Kubeconfig {
    const value = readValue(text) ?? {};
    const problem = shapeProblem(value, kubeconfigShape, "");
    if (problem !== undefined) throw new YamlProblem(problem);
    return value as Kubeconfig;
}

function shapeProblem(value: unknown, shape: Shape, path: string): string | undefined {
    if (value === null || value === undefined) return undefined;
    if (shape === "text") {
        if (typeof value === "string") return undefined;
        return wrongKind(path, value, typeof value === "object" ? "text" : "text: put it in quotes");
    }
    if (shape === "flag") return typeof value === "boolean" ? undefined : wrongKind(path, value, "true or false");
    if ("each" in shape) {
        if (!Array.isArray(value)) return wrongKind(path, value, "a list");
        return firstOf(value.map((item, index) => () => shapeProblem(item, shape.each, `${path}[${index}]`)));
    }
    if (typeof value !== "object" || Array.isArray(value)) return wrongKind(path, value, "a mapping");
    const fields = Object.entries(shape.of);
    return firstOf(
        fields.map(([name, inner]) => () => {
            const field = path === "" ? name : `${path}.${name}`;
            return shapeProblem((value as Record<string, unknown>)[name], inner, field);
        }),
    );
}

function firstOf(attempts: (() => string | undefined)[]): string | undefined {
    for (const attempt of attempts) {
        const problem = attempt();
        if (problem !== undefined) return problem;
    }
    return undefined;
}

function wrongKind(path: string, value: unknown, wanted: string): string {
    return path === "" ? noMapping : `its ${path} is ${kindOf(value)}, but has to be ${wanted}`;
}

function kindOf(value: unknown): string {
    if (Array.isArray(value)) return "a list";
    if (typeof value === "object") return "a mapping";
    if (typeof value === "boolean") return "true or false";
    return typeof value === "number" ? "a number" : "text";
}
