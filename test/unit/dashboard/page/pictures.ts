import { type Resource } from "../../../../provider/model/resource";

export const cluster = "shop/dev/dev";

/** The id of something in the cluster. */
export const at = (...parts: string[]): string => [cluster, ...parts].join("/");

export function resource(kind: Resource["kind"], name: string, more: Partial<Resource> = {}): Resource {
    const { namespace, objectKind = kind } = more;
    const own = kind === "cluster" ? name : at(objectKind.toLowerCase(), ...(namespace ? [namespace] : []), name);
    return {
        ...{ id: own, kind, name, cluster: kind === "cluster" ? name : cluster, addresses: [] },
        ...{ state: "ready", health: "healthy" },
        ...(kind !== "cluster" && { parent: cluster }),
        ...more,
    };
}

/** Pods of a workload, with the Service before them and the node below. */
export function app(name: string, pods: number, more: Partial<Resource> = {}): Resource[] {
    const workload = resource("workload", name, { objectKind: "Deployment", namespace: "web", ...more });
    const names = Array.from({ length: pods }, (_, place) => `${name}-${place}`);
    return [
        workload,
        ...names.map((pod) =>
            resource("pod", pod, {
                ...{ objectKind: "Pod", namespace: "web", parent: workload.id },
                relations: [{ type: "runs-on", id: at("node", "dev-server") }],
            }),
        ),
        resource("service", name, {
            ...{ objectKind: "Service", namespace: "web", parent: workload.parent },
            relations: names.map((pod) => ({ type: "leads-to", id: at("pod", "web", pod) })),
        }),
    ];
}

/** A cluster with one node, a release of two pods behind an endpoint, and K3s's own DNS. */
export function small(): Resource[] {
    return [
        resource("cluster", cluster),
        resource("node", "dev-server"),
        resource("release", "web", { namespace: "web", state: "deployed" }),
        ...app("web", 2, { parent: at("release", "web", "web") }),
        ...app("coredns", 1),
        resource("endpoint", "web", { relations: [{ type: "leads-to", id: at("service", "web", "web") }] }),
    ];
}

/** The same with something else about one of them. */
export function changed(resources: Resource[], id: string, change: Partial<Resource>): Resource[] {
    return resources.map((each) => (each.id === id ? { ...each, ...change } : each));
}
