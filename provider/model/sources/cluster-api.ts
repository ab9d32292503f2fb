import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";
import { type StreamingApi } from "../../kubernetes/api";
import { connectKubernetes } from "../../kubernetes/client";

/** The API of a cluster of this user, given by its path. */
export async function clusterApi(cluster: string): Promise<StreamingApi> {
    return connectKubernetes(await readFile(join(userFolder(), cluster, "kubeconfig.yaml"), "utf8"));
}
