/** Objects that many tests make, as documents of a YAML file. */

interface Workload {
    kind?: "Deployment" | "DaemonSet";
    name: string;
    namespace?: string;
    image: string;
    imagePullPolicy?: "Never" | "IfNotPresent";
    /** More fields of its container. */
    container?: object;
    /** More fields of its pod. */
    pod?: object;
}

/** A workload whose pods have the label `app`, its name, and one container of its name. */
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

/** A pod by itself, with the label `app`, its name. */
export function pod(name: string, image: string): string {
    return document({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, namespace: "default", labels: { app: name } },
        spec: { containers: [{ name, image, imagePullPolicy: "Never" }] },
    });
}

/** The Service of all pods with the label `app`, its name. */
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
