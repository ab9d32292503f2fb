import { type Resource } from "../model/resource";
import { withParts } from "../model/select";

/** A log: that of a pod's container, of a Docker container, or of a forwarder. */
export interface LogSource {
    /** Identifies the log. Stays the same when the container is restarted. */
    key: string;
    /** The prefix of the log's lines where several logs are shown together. */
    label: string;
    /** The resource that the log belongs to. */
    resource: Resource;
    where: { pod: string; namespace: string; container: string } | { docker: string } | { forwarderOf: string };
}

/** Returns the logs of a resource; for a release, manifest, workload or Service, the logs of its pods. */
export function logSources(resource: Resource, resources: Resource[]): LogSource[] {
    const { kind, cluster, name, container, id } = resource;
    if (kind === "endpoint" && container === undefined) {
        return [{ key: id, label: `forwarder of ${cluster}`, resource, where: { forwarderOf: cluster } }];
    }
    if (container !== undefined) return [{ key: id, label: name, resource, where: { docker: container } }];
    if (kind === "pool")
        return withParts(resource, resources)
            .slice(1)
            .flatMap((its) => logSources(its, resources));
    return podsOf(resource, resources).flatMap((pod) => {
        const { containers = [], namespace = "" } = pod;
        return containers.map((each) => ({
            key: `${pod.id}/${each}`,
            label: containers.length > 1 ? `${pod.name}/${each}` : pod.name,
            resource: pod,
            where: { pod: pod.name, namespace, container: each },
        }));
    });
}

function podsOf(resource: Resource, resources: Resource[]): Resource[] {
    if (resource.kind === "service") {
        const behind = new Set(resource.relations?.map(({ id }) => id));
        return resources.filter(({ id }) => behind.has(id));
    }
    return withParts(resource, resources).filter(({ kind }) => kind === "pod");
}
