/** Objects that many tests create, as documents of a YAML file. */

interface Workload {
    kind?: "Deployment" | "DaemonSet";
    name: string;
    namespace?: string;
    image: string;
    imagePullPolicy?: "Never" | "IfNotPresent";
    /** Additional fields of its container. */
    container?: object;
    /** Additional fields of its pod. */
    pod?: object;
}

/** Returns a workload. Its pods have its name as the label `app`, and one container with that name. */
export function workload({ kind = "Deployment", name, namespace = "default", pod, ...its }: Workload): string {
    const { image, imagePullPolicy = "Never", container } = its;
    const labels = { app: name };
    return document({
        apiVersion: "apps/v1",
        kind,
        metadata: { name, namespace },
        spec: {
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: { ...pod, containers: [{ name, image, imagePullPolicy, ...container }] },
            },
        },
    });
}

/** Returns a single pod with its name as the label `app`. */
export function pod(name: string, image: string): string {
    return document({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace: "default", labels: { app: name } },
        spec: { containers: [{ name, image, imagePullPolicy: "Never" }] },
    });
}

/** Returns the Service of the pods that have its name as the label `app`. */
export function service(name: string, ports: object[], more: { namespace?: string; type?: string } = {}): string {
    const { namespace = "default", ...spec } = more;
    return document({
        apiVersion: "v1",
        kind: "Service",
        metadata: { name, namespace },
        spec: { ...spec, selector: { app: name }, ports },
    });
}

function document(object: object): string {
    return `---\n${JSON.stringify(object)}\n`;
}
