import { parseAllDocuments } from "yaml";
import { isObject, textAt } from "../json";
import { parseApiVersion } from "../objects/type-token";

/** The objects of a manifest by `Kind.group/apiVersion`; a name has its namespace only when the manifest names one. */
export function resourceNames(manifest: string): Record<string, string[]> {
    const names = new Map<string, Set<string>>();
    for (const document of parseAllDocuments(manifest)) {
        const object: unknown = document.toJS();
        if (!isObject(object) || !textAt(object, "kind")) {
            continue;
        }
        const [apiVersion, kind] = [textAt(object, "apiVersion"), textAt(object, "kind")];
        const { group } = parseApiVersion(apiVersion);
        const key = `${[kind, group].filter(Boolean).join(".")}/${apiVersion}`;
        const name = [textAt(object, "metadata", "namespace"), textAt(object, "metadata", "name")];
        names.set(key, (names.get(key) ?? new Set()).add(name.filter(Boolean).join("/")));
    }
    return Object.fromEntries([...names].map(([key, values]) => [key, [...values].sort()]));
}
