import { userFolder } from "../../shared/user-folder";
import { answerTo } from "../cli/diagnose/answer";
import { type Credentials, readCredentials } from "../cli/diagnose/read-credentials";
import { connectDocker } from "../docker/daemon/connect";
import { readContainers } from "../model/sources/containers";

/** Reads the credentials of a cluster: the same ones that a diagnostic report redacts. */
export async function clusterCredentials(cluster: string): Promise<Credentials> {
    const [docker, { found, problem }] = await Promise.all([answerTo(() => connectDocker()), readContainers()]);
    const containers = problem === undefined ? { value: found.get(cluster) ?? [] } : { problem };
    return readCredentials(userFolder(), cluster, docker.value, containers);
}
