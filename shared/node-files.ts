/** K3s's data directory in a node (`--data-dir`). */
export const nodeDataPath = "/var/lib/rancher/k3s";
/** With the data: the version that it was last used with. K3s itself leaves none that can be read without it. */
export const dataVersionFile = "pulumi-k3s-version";
export const dataVersionPath = `${nodeDataPath}/${dataVersionFile}`;

/** The tokens that a server is given to keep (`--token-file`, `--agent-token-file`). */
export const tokenPath = "/etc/rancher/pulumi-k3s/token";
export const agentTokenPath = "/etc/rancher/pulumi-k3s/agent-token";
/** Those that K3s keeps with its data. */
export const keptTokenPaths = [`${nodeDataPath}/server/token`, `${nodeDataPath}/server/agent-token`];
/** The password that K3s holds a node to. */
export const passwordPath = "/etc/rancher/node/password";
/** What a node or a cache trusts beside what its image does: a program in Go takes every file of that folder. */
export const trustPath = "/etc/ssl/certs/pulumi-k3s-trust.pem";
/** K3s's configuration of registries, credentials among it. */
export const registriesPath = "/etc/rancher/k3s/registries.yaml";
/** The configuration of a registry or cache, the registry behind it among it. */
export const registryConfigPath = "/etc/pulumi-k3s/registry.yml";

/** Of the package's own files in nodes, where a state says none: it is older than their versions. */
export const firstNodeVersion = "1";

/** What pods ask for names in place of the node's own resolver; a link-local address that nothing else has. */
export const podResolverAddress = "169.254.53.53";
/** The kubelet's `resolv.conf` where that address answers. */
export const podResolvConfPath = "/etc/rancher/pulumi-k3s/resolv.conf";
/** Server blocks of CoreDNS for domains with resolvers of their own. */
export const domainsPath = "/etc/rancher/pulumi-k3s/domains";
