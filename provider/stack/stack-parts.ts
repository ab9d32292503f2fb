import { delimiter } from "node:path";
import { Failure } from "../failure";
import { parseJson } from "../parse-json";
import { clusterNameVariable, kubeconfigVariable, urlVariables } from "../../shared/reference-variables";

/** The parts of a stack that processes use. */
export interface StackParts {
    clusters: { name: string; kubeconfigPath?: string }[];
    endpoints: { name: string; url?: string }[];
}

/** A deployment as `pulumi stack export` prints it. */
interface Export {
    deployment?: { resources?: StateResource[] };
}

interface StateResource {
    urn: string;
    type: string;
    delete?: boolean;
    outputs?: Record<string, unknown>;
}

/** Returns the clusters and endpoints of an exported stack. */
export function partsOf(exported: string): StackParts {
    const resources = (parseJson(exported, "what pulumi stack export printed") as Export).deployment?.resources ?? [];
    const components = (kind: string) => resources.filter((its) => its.type === `k3s:index:${kind}` && !its.delete);
    return {
        clusters: components("Cluster").map((its) => ({
            name: nameOf(its),
            kubeconfigPath: textOf(its, "kubeconfigPath"),
        })),
        endpoints: components("ServiceEndpoint").map((its) => ({ name: nameOf(its), url: textOf(its, "url") })),
    };
}

/**
 * The environment of a process that uses all of these clusters and endpoints; the same as that of `k3s.environment`.
 */
export function environmentOf({ clusters, endpoints }: StackParts): Record<string, string> {
    const missing = [
        ...clusters
            .filter(({ kubeconfigPath }) => kubeconfigPath === undefined)
            .map(({ name }) => `the cluster ${name}`),
        ...endpoints.filter(({ url }) => url === undefined).map(({ name }) => `the endpoint ${name}`),
    ];
    if (missing.length > 0) {
        throw new Failure(`The stack has no address of ${missing.join(" and ")}.`, {
            why: "its last pulumi up ended before that",
            next: "run pulumi up, and correct what it reports",
        });
    }
    const paths = clusters.map(({ kubeconfigPath }) => kubeconfigPath).join(delimiter);
    return {
        ...(clusters[0] ? { [kubeconfigVariable]: paths, [clusterNameVariable]: clusters[0].name } : {}),
        ...Object.fromEntries(
            endpoints.flatMap(({ name, url = "" }) => urlVariables(name).map((variable) => [variable, url])),
        ),
    };
}

function nameOf({ urn }: StateResource): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

/** Returns an output that is text. Undefined for a secret, which is an object in an export. */
function textOf({ outputs }: StateResource, key: string): string | undefined {
    const value = outputs?.[key];
    return typeof value === "string" && value !== "" ? value : undefined;
}
