/** The scheme that a port most likely speaks. */
export function inferScheme(port: number, protocol: "TCP" | "UDP"): string {
    if (protocol === "UDP") return "udp";
    return port === 443 || port === 8443 ? "https" : "http";
}
