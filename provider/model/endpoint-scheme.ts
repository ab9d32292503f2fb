import type { V1Service } from "@kubernetes/client-node";

const securePorts = new Set(["443", "6443", "8443"]);

/**
 * What a browser has to speak with an endpoint: what its Service says of the port, or else what its name or number tells.
 *
 * @param target `namespace/service:port`, by the port's name or number.
 * @param service where it is known.
 */
export function schemeOf(target: string, service: V1Service | undefined): "http" | "https" {
    const wanted = target.slice(target.lastIndexOf(":") + 1);
    const port = service?.spec?.ports?.find((its) => its.name === wanted || String(its.port) === wanted);
    const told = port?.appProtocol?.toLowerCase().replace(/^.*\//, "");
    if (told !== undefined && /^(https|wss|tls|ssl)$/.test(told)) return "https";
    if (told !== undefined && /^(http2?|h2c|ws)$/.test(told)) return "http";
    const names = [wanted, port?.name ?? ""];
    const numbers = [wanted, String(port?.port ?? ""), String(port?.targetPort ?? "")];
    const isSecure = names.some((name) => /^(https|tls|ssl)/.test(name)) || numbers.some((its) => securePorts.has(its));
    return isSecure ? "https" : "http";
}
