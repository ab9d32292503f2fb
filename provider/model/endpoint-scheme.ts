import type { V1Service } from "@kubernetes/client-node";

const securePorts = new Set(["443", "6443", "8443"]);

/**
 * The scheme with which a browser opens an endpoint: by the `appProtocol` of the Service's port, or else by the port's
 * name and number.
 *
 * @param target `namespace/service:port`, where the port is a name or a number.
 * @param service the endpoint's Service, if it is known.
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
