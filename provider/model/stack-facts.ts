import { dirname, relative, sep } from "node:path";
import { type ObjectReference } from "../kubernetes/object-reference";
import { parseJson } from "../parse-json";
import { ownerPath } from "../../shared/owner";
import { type ClusterInStack } from "./facts";

interface StateResource {
    urn: string;
    type: string;
    id?: string;
    parent?: string;
    provider?: string;
    delete?: boolean;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
}

/**
 * Returns the clusters of an exported stack by their paths, with the releases and manifests in each. Keeps nothing else
 * of the export, since it may hold secrets.
 *
 * @param root the user's folder, which has a folder for each cluster.
 */
export function clustersInStack(exported: string, root: string): Map<string, ClusterInStack> {
    const { deployment } = parseJson(exported, "what pulumi stack export printed") as {
        deployment?: { resources?: StateResource[] };
    };
    const resources = (deployment?.resources ?? []).filter((resource) => !resource.delete);
    const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    const parentOf = ({ parent = "" }: StateResource) => byUrn.get(parent);
    const found = new Map<StateResource, ClusterInStack>();
    for (const resource of resources) {
        if (isComponent(resource, "Cluster")) {
            found.set(resource, { name: nameOf(resource), releases: [], manifests: [] });
        }
    }
    for (const resource of resources) {
        const provider = byUrn.get(resource.provider?.slice(0, resource.provider.lastIndexOf("::")) ?? "");
        const cluster = provider && found.get(parentOf(provider) as StateResource);
        const component = parentOf(resource);
        if (!cluster || !component) continue;
        if (isComponent(component, "HelmRelease") && resource.type === "kubernetes:helm.sh/v3:Release") {
            const [namespace = "", name = ""] = (resource.id ?? "").split("/");
            cluster.releases.push({ name, namespace });
            const secret = secretPaths(resource.inputs?.values);
            if (secret.length > 0) (cluster.secretValues ??= {})[`${namespace}/${name}`] = secret;
        } else if (isComponent(component, "Manifest")) {
            const object = referenceTo(resource);
            if (object) manifestOf(cluster, nameOf(component)).objects.push(object);
        }
    }
    return new Map(
        [...found].flatMap(([resource, cluster]) =>
            pathsOf(resource, resources, root).map((path) => [path, cluster] as const),
        ),
    );
}

/** The key with which Pulumi marks a secret value in an export. */
const secretKey = "4dabf18193072939515e22adb298388d";

/** Returns the paths of the secrets in a value. A value that is secret as a whole has the empty path. */
function secretPaths(value: unknown): string[][] {
    if (typeof value !== "object" || value === null) return [];
    if (secretKey in value) return [[]];
    return Object.entries(value).flatMap(([key, held]) => secretPaths(held).map((path) => [key, ...path]));
}

/** The paths of a cluster: by its owner, which stays when the stack is renamed, and by the folder of its kubeconfig. */
function pathsOf(cluster: StateResource, resources: StateResource[], root: string): string[] {
    const daemon = resources.find(({ type, parent }) => /[:/]Daemon$/.test(type) && parent === cluster.urn);
    const { owner } = daemon?.outputs ?? {};
    const { kubeconfigPath } = cluster.outputs ?? {};
    const paths = [
        typeof owner === "string" ? ownerPath(owner) : "",
        typeof kubeconfigPath === "string" ? relative(root, dirname(kubeconfigPath)).split(sep).join("/") : "",
    ];
    return [...new Set(paths)].filter((path) => /^[^./][^/]*\/[^/]+\/[^/]+$/.test(path));
}

function manifestOf({ manifests }: ClusterInStack, name: string): ClusterInStack["manifests"][number] {
    const known = manifests.find((manifest) => manifest.name === name);
    if (known) return known;
    const made = { name, objects: [] };
    manifests.push(made);
    return made;
}

/** The object of a Kubernetes resource, such as type `kubernetes:core/v1:ConfigMap` with the id `namespace/name`. */
function referenceTo({ type, id = "" }: StateResource): ObjectReference | undefined {
    const [, apiVersion = "", kind = ""] = /^kubernetes:([^:]+):(\w+)$/.exec(type) ?? [];
    if (kind === "") return undefined;
    const [name = "", namespace = ""] = id.split("/").reverse();
    return { apiVersion: apiVersion.replace(/^core\//, ""), kind, namespace, name };
}

function isComponent({ type }: StateResource, kind: string): boolean {
    return type === `k3s:index:${kind}`;
}

function nameOf({ urn }: StateResource): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}
