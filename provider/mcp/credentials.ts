import { userFolder } from "../../shared/user-folder";
import { roleLabel } from "../../shared/labels";
import { answerTo, andThen } from "../cli/diagnose/answer";
import { clusterPathOf, type FoundContainer, listContainers } from "../cli/diagnose/containers";
import { type Credentials, readCredentials } from "../cli/diagnose/read-credentials";
import { connectDocker } from "../docker/daemon/connect";

/** The credentials of a cluster, which a diagnostic report takes out too. */
export async function clusterCredentials(cluster: string): Promise<Credentials> {
    const docker = await answerTo(() => connectDocker());
    const containers = await andThen(docker, async (client) =>
        andThen(await listContainers(docker), async (all) => {
            const own = all.filter((its) => clusterPathOf(its) === cluster);
            const found = own.map(async ({ Id, Names, Labels }): Promise<FoundContainer> => ({
                name: Names[0]?.replace(/^\//, "") ?? Id,
                role: Labels[roleLabel] ?? "",
                details: await answerTo(() => client.getContainer(Id).inspect()),
            }));
            return { value: await Promise.all(found) };
        }),
    );
    return readCredentials(userFolder(), cluster, docker.value, containers);
}
