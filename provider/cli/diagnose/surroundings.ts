import type Docker from "dockerode";
import { connectDocker } from "../../docker/daemon/connect";
import { type Model, readModel } from "../../model/model";
import { type Answer, answerLimitMs, answerTo, outerLimitMs } from "./answer";
import { gatherVersions, type Versions } from "./versions";

/** The facts that all clusters' reports share. */
export interface Surroundings {
    versions: Versions;
    docker: Answer<Docker>;
    /** The containers and endpoints of all clusters. The API servers are asked for each report separately. */
    model: Model;
}

export async function lookAround(dockerHost: string | undefined): Promise<Surroundings> {
    const [docker, model] = await Promise.all([
        answerTo(() => limitedDocker(dockerHost), outerLimitMs),
        readModel({ dockerHost, withTraffic: true, withKubernetes: false }),
    ]);
    return { versions: await gatherVersions(docker, dockerHost), docker, model };
}

/** Connects to Docker with a time limit for each request: an unanswered one would keep the process alive. */
async function limitedDocker(dockerHost: string | undefined): Promise<Docker> {
    const docker = await connectDocker(dockerHost);
    (docker.modem as { timeout?: number }).timeout = answerLimitMs;
    return docker;
}
