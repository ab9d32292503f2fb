// Stands for: how the docker provider looks an image up: on the daemon first, in the registry only when it is absent.
import { finished } from "node:stream/promises";
import type Docker from "dockerode";
import { daemonMessage, isNotFound } from "./errors";

export async function findImage(docker: Docker, name: string, platform = ""): Promise<Docker.ImageInfo> {
    const found = (await localImage(docker, name)) ?? (await pullImage(docker, name, platform));
    if (!found) {
        throw new Error(`unable to find or pull image ${name}`);
    }
    return found;
}

export async function localImage(docker: Docker, name: string): Promise<Docker.ImageInfo | undefined> {
    try {
        const { Id } = await docker.getImage(name).inspect();
        return (await docker.listImages()).find((image) => image.Id === Id);
    } catch (error) {
        if (isNotFound(error)) {
            return undefined;
        }
        throw new Error(`error looking up local image "${name}": ${daemonMessage(error)}`);
    }
}

async function pullImage(docker: Docker, name: string, platform: string): Promise<Docker.ImageInfo | undefined> {
    const tagged = /[@:][^/]*$/.test(name) ? name : `${name}:latest`;
    const progress = await docker.pull(tagged, { platform }).catch((error: unknown) => {
        throw new Error(`unable to pull image ${name}: error pulling image ${name}: ${daemonMessage(error)}`);
    });
    // As in the real one, an error inside the progress is not looked at.
    await finished(progress.resume());
    return localImage(docker, name);
}

export function repoDigestOf(name: string, image: Docker.ImageInfo): string {
    const repository = name.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
    return image.RepoDigests?.find((digest) => digest.startsWith(`${repository}@`)) ?? "";
}
