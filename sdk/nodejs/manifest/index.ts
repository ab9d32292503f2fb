export type { KubernetesMetadataArgs, KubernetesObject, KubernetesObjectArgs } from "./kubernetes-object";
export { Manifest } from "./manifest";
export type { ManifestArgs } from "./manifest-args";
