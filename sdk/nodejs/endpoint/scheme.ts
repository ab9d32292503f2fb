/** Guesses the scheme of a URL from its port. */
export function inferScheme(port: number, protocol: "TCP" | "UDP"): string {
    if (protocol === "UDP") return "udp";
    return port === 443 || port === 8443 ? "https" : "http";
}
