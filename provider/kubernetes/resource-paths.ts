import type { V1APIResource, V1APIResourceList } from "@kubernetes/client-node";
import { type Api } from "./api";
import { find } from "./list";
import { type ObjectReference } from "./object-reference";

/** Finds the paths of objects of any kind by API discovery, once for each API version. */
export class ResourcePaths {
    private readonly known = new Map<string, Promise<V1APIResource[]>>();

    constructor(
        private readonly api: Api,
        private readonly signal: AbortSignal,
    ) {}

    /** Returns the path of an object, or undefined when the server does not have its kind. */
    async find({ apiVersion, kind, namespace, name }: ObjectReference): Promise<string | undefined> {
        const base = baseOf(apiVersion);
        const resource = await this.resource(base, kind);
        if (!resource) return undefined;
        const scope = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
        return `${base}${scope}/${resource.name}/${encodeURIComponent(name)}`;
    }

    /**
     * Returns the path of all objects of a kind in all namespaces, or undefined when the server does not have the kind.
     */
    async findAll({ apiVersion, kind }: Pick<ObjectReference, "apiVersion" | "kind">): Promise<string | undefined> {
        const base = baseOf(apiVersion);
        const resource = await this.resource(base, kind);
        return resource && `${base}/${resource.name}`;
    }

    private async resource(base: string, kind: string): Promise<V1APIResource | undefined> {
        const resources = await this.discover(base);
        return resources.find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
    }

    private discover(base: string): Promise<V1APIResource[]> {
        const known = this.known.get(base) ?? this.resourcesOf(base);
        this.known.set(base, known);
        return known;
    }

    private async resourcesOf(base: string): Promise<V1APIResource[]> {
        const list = await find<V1APIResourceList>(this.api, base, { signal: this.signal });
        return list?.resources ?? [];
    }
}

function baseOf(apiVersion: string): string {
    return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
