import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, relative, resolve } from "node:path";
import { userFolder } from "../user-folder";

/**
 * The user's own kubeconfig: the path that is given, or the file that kubectl changes: of those in `KUBECONFIG` the first
 * that exists, or the last.
 */
export function userKubeconfig(merge: true | string): string {
    if (merge !== true) return resolve(merge.replace(/^~(?=\/|$)/, homedir()));
    const listed = (process.env.KUBECONFIG ?? "").split(delimiter).filter((path) => path !== "" && !isOurs(path));
    return resolve(listed.find((path) => existsSync(path)) ?? listed.at(-1) ?? join(homedir(), ".kube", "config"));
}

/** In a shell where `KUBECONFIG` names a cluster's own file, the user's own is still another one. */
function isOurs(path: string): boolean {
    return !relative(userFolder(), resolve(path)).startsWith("..");
}
