import type Docker from "dockerode";
import { connectDocker } from "../../docker/daemon/connect";
import { type Model, readModel } from "../../model/model";
import { type Answer, answerLimitMs, answerTo, outerLimitMs } from "./answer";
import { gatherVersions, type Versions } from "./versions";

/** What is known before a cluster is looked at. */
export interface Surroundings {
    versions: Versions;
    docker: Answer<Docker>;
    /** What Docker and the forwarders tell of all clusters; their APIs are asked one by one. */
    model: Model;
}

export async function lookAround(dockerHost: string | undefined): Promise<Surroundings> {
    const [docker, model] = await Promise.all([
        answerTo(() => limitedDocker(dockerHost), outerLimitMs),
        readModel({ dockerHost, withTraffic: true, withKubernetes: false }),
    ]);
    return { versions: await gatherVersions(docker, dockerHost), docker, model };
}

/** What is not answered is called off, else its connection would keep the process alive. */
async function limitedDocker(dockerHost: string | undefined): Promise<Docker> {
    const docker = await connectDocker(dockerHost);
    (docker.modem as { timeout?: number }).timeout = answerLimitMs;
    return docker;
}
