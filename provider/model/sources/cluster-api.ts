import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";
import { Failure } from "../../failure";
import { type StreamingApi } from "../../kubernetes/api";
import { connectKubernetes } from "../../kubernetes/client";

/** Connects to the API server of one of this user's clusters, given by its path. */
export function clusterApi(cluster: string): Promise<StreamingApi> {
    return apiAt(join(userFolder(), cluster, "kubeconfig.yaml"));
}

/** Connects to the API server that a kubeconfig names. */
export async function apiAt(path: string): Promise<StreamingApi> {
    return connectKubernetes(await kubeconfigAt(path));
}

async function kubeconfigAt(path: string): Promise<string> {
    try {
        return await readFile(path, "utf8");
    } catch (error) {
        throw new Failure(`The cluster's kubeconfig cannot be read, so Kubernetes was not asked.`, {
            why: (error as Error).message,
            next: "run pulumi up, which writes it again",
            cause: error,
        });
    }
}
