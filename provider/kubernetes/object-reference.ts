/** Names an object, without its content. */
export interface ObjectReference {
    apiVersion: string;
    kind: string;
    namespace: string;
    name: string;
}

/**
 * Parses the names of the objects that a Helm release of `@pulumi/kubernetes` created: `Deployment.apps/apps/v1` or
 * `Service/v1`, with `name` or `namespace/name`.
 */
export function parseResourceNames(resourceNames: Record<string, string[]>, namespace: string): ObjectReference[] {
    return Object.entries(resourceNames).flatMap(([key, names]) => {
        const [groupKind = "", ...version] = key.split("/");
        const kind = groupKind.split(".")[0] ?? groupKind;
        return names.map((fullName) => {
            const [name = fullName, own] = fullName.split("/").reverse();
            return { apiVersion: version.join("/"), kind, namespace: own ?? namespace, name };
        });
    });
}

export function describeReference({ kind, namespace, name }: ObjectReference): string {
    return `${kind} ${namespace}/${name}`;
}
