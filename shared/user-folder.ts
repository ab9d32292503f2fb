import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Returns the folder with the files of all of this user's clusters: `PULUMI_K3S_HOME`, or `.pulumi-k3s` in the home
 * folder.
 */
export function userFolder(): string {
    return resolve(process.env.PULUMI_K3S_HOME || join(homedir(), ".pulumi-k3s"));
}
