import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The folder with the files of all clusters of this user: `PULUMI_K3S_HOME`, or `.pulumi-k3s` in the user's own. */
export function userFolder(): string {
    return resolve(process.env.PULUMI_K3S_HOME || join(homedir(), ".pulumi-k3s"));
}
