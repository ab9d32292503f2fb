/** K3s's data directory in a node (`--data-dir`). */
export const nodeDataPath = "/var/lib/rancher/k3s";
/**
 * The file in the data that records the version of K3s that last used the data. K3s itself stores no version that can
 * be read while it does not run.
 */
export const dataVersionFile = "pulumi-k3s-version";
export const dataVersionPath = `${nodeDataPath}/${dataVersionFile}`;

/** The files with the tokens that a server is started with (`--token-file`, `--agent-token-file`). */
export const tokenPath = "/etc/rancher/pulumi-k3s/token";
export const agentTokenPath = "/etc/rancher/pulumi-k3s/agent-token";
/** The tokens that K3s stores with its data. */
export const keptTokenPaths = [`${nodeDataPath}/server/token`, `${nodeDataPath}/server/agent-token`];
/** The password by which K3s recognizes a node. */
export const passwordPath = "/etc/rancher/node/password";
/**
 * The certificates that a node or a cache trusts in addition to those of its image: a program in Go reads every file in
 * that folder.
 */
export const trustPath = "/etc/ssl/certs/pulumi-k3s-trust.pem";
/** K3s's configuration of registries, including credentials. */
export const registriesPath = "/etc/rancher/k3s/registries.yaml";
/** The configuration of a registry or cache, including the registry behind a cache. */
export const registryConfigPath = "/etc/pulumi-k3s/registry.yml";

/** The version of the package's files in nodes if a state names none, because it is older than the versions. */
export const firstNodeVersion = "1";

/** The address that pods use for DNS in place of the node's resolver: a link-local address that nothing else uses. */
export const podResolverAddress = "169.254.53.53";
/** The kubelet's `resolv.conf` for clusters in which that address answers. */
export const podResolvConfPath = "/etc/rancher/pulumi-k3s/resolv.conf";
/** Server blocks of CoreDNS for domains with resolvers of their own. */
export const domainsPath = "/etc/rancher/pulumi-k3s/domains";
