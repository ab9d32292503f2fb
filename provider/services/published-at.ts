import type { V1Ingress, V1IngressBackend, V1IngressLoadBalancerIngress, V1Service } from "@kubernetes/client-node";
import { nameOf } from "../kubernetes/object-name";

/** The address of a Service outside its cluster. */
export interface PublishedAt {
    host: string;
    port: number;
    /** Known when an Ingress leads to the Service. */
    scheme?: "http" | "https";
    /** The path below which an Ingress leads to the Service. */
    path: string;
}

/** Returns the present address of a Service's port: that of its load balancer, or else of an Ingress. */
export function publishedAt(
    service: V1Service,
    port: { servicePort: number; portName?: string },
    ingresses: V1Ingress[],
): PublishedAt | undefined {
    if (isLoadBalancer(service)) {
        const host = hostOf(service.status?.loadBalancer?.ingress);
        return host === undefined ? undefined : { host, port: port.servicePort, path: "" };
    }
    for (const ingress of ingresses) {
        const rule = ruleFor(ingress, service, port);
        const host = rule && (rule.host ?? hostOf(ingress.status?.loadBalancer?.ingress));
        if (host === undefined) continue;
        const isSecure = (ingress.spec?.tls ?? []).some(({ hosts = [] }) => hosts.length === 0 || hosts.includes(host));
        return { host, path: rule?.path ?? "", ...(isSecure ? secure : plain) };
    }
    return undefined;
}

const secure = { scheme: "https", port: 443 } as const;
const plain = { scheme: "http", port: 80 } as const;

/** Reports whether the Service will have an address outside its cluster at some time. */
export function isPublished(
    service: V1Service,
    port: { servicePort: number; portName?: string },
    ingresses: V1Ingress[],
): boolean {
    return isLoadBalancer(service) || ingresses.some((ingress) => ruleFor(ingress, service, port) !== undefined);
}

function isLoadBalancer({ spec }: V1Service): boolean {
    return spec?.type === "LoadBalancer";
}

function hostOf(addresses: Pick<V1IngressLoadBalancerIngress, "ip" | "hostname">[] = []): string | undefined {
    const [first] = addresses;
    const ip = first?.ip?.includes(":") ? `[${first.ip}]` : first?.ip;
    return first?.hostname ?? ip;
}

function ruleFor(
    { spec }: V1Ingress,
    service: V1Service,
    { servicePort, portName }: { servicePort: number; portName?: string },
): { host?: string; path: string } | undefined {
    const leadsThere = (backend: V1IngressBackend | undefined) => {
        const { name, port } = backend?.service ?? {};
        if (name !== nameOf(service)) return false;
        return port?.number === servicePort || (port?.name !== undefined && port.name === portName);
    };
    for (const { host, http } of spec?.rules ?? []) {
        const found = http?.paths.find(({ backend }) => leadsThere(backend));
        // A path with a regular expression in it is not an address.
        if (found) return { host: fixed(host), path: /^\/[\w./-]*$/.test(found.path ?? "") ? trimmed(found.path) : "" };
    }
    return leadsThere(spec?.defaultBackend) ? { path: "" } : undefined;
}

/** Returns the host of a rule, or undefined for a wildcard, which names no host. */
function fixed(host: string | undefined): string | undefined {
    return host === undefined || host === "" || host.startsWith("*") ? undefined : host;
}

function trimmed(path = ""): string {
    return path.replace(/\/+$/, "");
}
