/** K3s's data directory in a node. */
export const nodeDataPath = "/var/lib/rancher/k3s";
/** With the data: the version that it was last used with. K3s itself leaves none that can be read without it. */
export const dataVersionFile = "pulumi-k3s-version";
export const dataVersionPath = `${nodeDataPath}/${dataVersionFile}`;
