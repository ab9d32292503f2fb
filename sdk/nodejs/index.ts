export { AgentPool } from "./agents/agent-pool";
export type { AgentPoolArgs } from "./agents/agent-pool-args";
export { Cluster } from "./cluster/cluster";
export type { ClusterArgs, ClusterTransforms } from "./cluster/arguments/cluster-args";
export type { AnyCluster } from "./cluster/cluster-core";
export type { ClusterDocker } from "./cluster/cluster-docker";
export type { KubeconfigArgs } from "./cluster/arguments/kubeconfig-args";
export type { DnsArgs } from "./cluster/dns/dns-args";
export type { HostAlias, NodeArgs, NodePort, NodeVolume } from "./cluster/arguments/node-args";
export type { ProxyArgs, ProxySource } from "./cluster/proxy/proxy-args";
export type { ProductionArgs } from "./cluster/arguments/production-args";
export type { ClusterGetArgs } from "./cluster/existing/shared-cluster";
export { ServiceEndpoint } from "./endpoint/service-endpoint";
export type { ServiceEndpointArgs } from "./endpoint/service-endpoint-args";
export { HelmRelease } from "./helm/helm-release";
export type { HelmReleaseArgs } from "./helm/helm-release-args";
export { HostService } from "./host-service/host-service";
export type { HostServiceArgs } from "./host-service/host-service-args";
export type { Transform, TransformFunction } from "./cluster/transform";
export {
    type KubernetesMetadataArgs,
    type KubernetesObject,
    type KubernetesObjectArgs,
    Manifest,
    type ManifestArgs,
} from "./manifest";
export { environment } from "./references/environment";
export type { Reference } from "./references/reference";
export { withReferences } from "./references/with-references";
export type { RegistriesArgs, RegistryArgs, RegistryConfig, RegistryMirror } from "./registries/registries-args";
export { ArgumentError, type Problem } from "./validation";
