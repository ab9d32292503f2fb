export interface GroupVersionKind {
    group: string;
    version: string;
    kind: string;
}

export function typeOf(urn: string): string {
    // The type's own token is the last of the parents' types.
    return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** `kubernetes:apps/v1:Deployment`; the core group is written `core`. Undefined when the type is no Kubernetes object. */
export function parseTypeToken(token: string): GroupVersionKind | undefined {
    const [pkg, module = "", kind = ""] = token.split(":");
    const [group = "", version = "", more] = module.split("/");
    if (pkg !== "kubernetes" || !group || !/^v\d/.test(version) || more !== undefined || !kind) {
        return undefined;
    }
    return { group: group === "core" ? "" : group, version, kind };
}

/** What an object of that type says of its kind. */
export function kindOfType(urn: string): { apiVersion: string; kind: string } {
    const type = parseTypeToken(typeOf(urn));
    if (!type) throw new Error(`"${urn}" is of no type of Kubernetes objects`);
    return { apiVersion: apiVersionOf(type), kind: type.kind };
}

export function apiVersionOf({ group, version }: GroupVersionKind): string {
    return group ? `${group}/${version}` : version;
}

export function parseApiVersion(apiVersion: string): { group: string; version: string } {
    const [group = "", version] = apiVersion.split("/");
    return version === undefined ? { group: "", version: group } : { group, version };
}
