import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { userFolder } from "../user-folder";

/**
 * Returns the path of the user's own kubeconfig: the given path, or the file that kubectl changes, which is the first
 * existing file in `KUBECONFIG`, or else the last one.
 */
export function userKubeconfig(merge: true | string): string {
    if (merge !== true) return resolve(merge.replace(/^~(?=\/|$)/, homedir()));
    const listed = (process.env.KUBECONFIG ?? "").split(delimiter).filter((path) => path !== "" && !isOurs(path));
    return resolve(listed.find((path) => existsSync(path)) ?? listed.at(-1) ?? join(homedir(), ".kube", "config"));
}

/**
 * Returns whether a path is in this package's folder. `KUBECONFIG` may name a cluster's own file, which is not the
 * user's kubeconfig.
 */
function isOurs(path: string): boolean {
    return !relative(userFolder(), resolve(path)).startsWith("..");
}
