/**
 * The reason why a node cannot reach a server outside: its certificate authority is not trusted, a proxy refuses, its
 * name does not resolve, or there is no route to its address.
 */
export type NetworkTrouble = "authority" | "proxy" | "name" | "address";

/** The error messages of Go. For a proxy: that it cannot be reached, or its answer to a request for a tunnel. */
const wordsOf: Record<NetworkTrouble, RegExp> = {
    authority: /x509: (?:certificate signed by unknown authority|.*certificate is not trusted)/,
    proxy: /proxyconnect tcp|(?:"https:\/\/[^"]+"|to the server): (?:Proxy Authentication Required|Forbidden|Bad Gateway|Service Unavailable|Gateway Time-?out)/i,
    name: /dial tcp: lookup \S+.*(?:no such host|server misbehaving|i\/o timeout|connection refused)/,
    address: /dial tcp \S+: (?:i\/o timeout|connect: (?:connection timed out|network is unreachable|no route to host))/,
};

export const networkRemedies: Record<NetworkTrouble, string> = {
    authority: 'let the nodes trust the authority of who answers there: trust of the Cluster, ["./ca.pem"] or "host"',
    proxy: "correct the proxy of the nodes (proxy of the Cluster, or environment of server and agent), or except the address by its noProxy",
    name: 'look whether the Docker host resolves the name; where only a proxy does, give it to the nodes: proxy of the Cluster, "environment" or "docker"',
    address:
        'look whether the Docker host reaches the address; where that takes a proxy, give it to the nodes: proxy of the Cluster, "environment" or "docker"',
};

export function networkTrouble(words: string): NetworkTrouble | undefined {
    return (Object.keys(wordsOf) as NetworkTrouble[]).find((trouble) => wordsOf[trouble].test(words));
}

/**
 * Returns the argument of a Cluster that corrects a network problem in a node's message, or undefined when no argument
 * would help.
 */
export function networkRemedy(words: string): string | undefined {
    const trouble = networkTrouble(words);
    return trouble && networkRemedies[trouble];
}
