import { userFolder } from "../../shared/user-folder";
import { answerTo } from "../cli/diagnose/answer";
import { type Credentials, readCredentials } from "../cli/diagnose/read-credentials";
import { connectDocker } from "../docker/daemon/connect";
import { readModel } from "../model/model";

/** The credentials of a cluster, which a diagnostic report takes out too. */
export async function clusterCredentials(cluster: string): Promise<Credentials> {
    const [docker, model] = await Promise.all([
        answerTo(() => connectDocker()),
        readModel({ isWanted: (path) => path === cluster, withKubernetes: false }),
    ]);
    const { dockerProblem } = model;
    const containers =
        dockerProblem === undefined
            ? { value: model.factsOf(cluster).docker.containers ?? [] }
            : { problem: dockerProblem };
    return readCredentials(userFolder(), cluster, docker.value, containers);
}
