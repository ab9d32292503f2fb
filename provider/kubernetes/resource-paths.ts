import type { V1APIResourceList } from "@kubernetes/client-node";
import { type Api } from "./api";
import { type ObjectReference } from "./object-reference";

/** Finds the paths of objects of any kind, by asking the server which kinds it has; once for each API version. */
export class ResourcePaths {
    private readonly known = new Map<string, Promise<V1APIResourceList>>();

    constructor(
        private readonly api: Api,
        private readonly signal: AbortSignal,
    ) {}

    /** Undefined when the server has no such kind. */
    async find({ apiVersion, kind, namespace, name }: ObjectReference): Promise<string | undefined> {
        const base = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
        const { resources } = await this.discover(base);
        const resource = resources.find((candidate) => candidate.kind === kind && !candidate.name.includes("/"));
        if (!resource) return undefined;
        const scope = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
        return `${base}${scope}/${resource.name}/${encodeURIComponent(name)}`;
    }

    private discover(base: string): Promise<V1APIResourceList> {
        const known = this.known.get(base) ?? this.api.request<V1APIResourceList>("GET", base, { signal: this.signal });
        this.known.set(base, known);
        return known;
    }
}
