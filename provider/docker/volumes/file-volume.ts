import { Readable } from "node:stream";
import type Docker from "dockerode";
import { pack, type Pack } from "tar-stream";
import { ownerLabel } from "../../../shared/labels";
import { removeOrphan } from "../containers/orphans";
import { unlessGone } from "../daemon/status";

/** A container that is created to put files into, and never started. */
export interface Helper {
    name: string;
    /** An image that the daemon has. */
    image: string;
    owner: string;
}

export interface OwnedFile {
    name: string;
    content: string;
    uid: number;
    gid: number;
}

const folder = "/pulumi-k3s";

/**
 * Reports whether the daemon can copy a file into a container with this user, as the Docker plugin requests it. Docker
 * before 28 looks the user, even a number, up among the users of its own machine, and fails when there is none.
 */
export async function takesFilesFor(docker: Docker, user: string, helper: Helper): Promise<boolean> {
    return withHelper(docker, helper, { User: user }, async (container) => {
        const probe = pack();
        probe.entry({ name: "pulumi-k3s-probe" }, "");
        try {
            await putArchive(container, probe, { path: "/", copyUIDGID: "true" });
            return true;
        } catch (error) {
            if ((error as { statusCode?: number }).statusCode === undefined) throw error;
            return false;
        }
    });
}

/** Creates a volume with a file that only its user can read. The file in an existing volume is replaced. */
export async function createFileVolume(docker: Docker, volume: string, file: OwnedFile, helper: Helper): Promise<void> {
    await docker.createVolume({ Name: volume, Labels: { [ownerLabel]: helper.owner } });
    await withHelper(docker, helper, { HostConfig: { Binds: [`${volume}:${folder}`] } }, async (container) => {
        const { name, content, uid, gid } = file;
        const archive = pack();
        archive.entry({ name, mode: 0o600, uid, gid }, content);
        // Without `copyUIDGID` the numbers in the archive count, and no user is looked up.
        await putArchive(container, archive, { path: folder });
    });
}

export async function hasVolume(docker: Docker, volume: string): Promise<boolean> {
    return (await unlessGone(docker.getVolume(volume).inspect())) !== undefined;
}

/** Removes a volume, if it exists. */
export async function removeVolume(docker: Docker, volume: string): Promise<void> {
    await unlessGone(docker.getVolume(volume).remove());
}

async function withHelper<Result>(
    docker: Docker,
    { name, image, owner }: Helper,
    options: Docker.ContainerCreateOptions,
    use: (container: Docker.Container) => Promise<Result>,
): Promise<Result> {
    await removeOrphan(docker, { kind: "container", name, owner });
    const container = await docker.createContainer({
        name,
        Image: image,
        // The image may have no command.
        Entrypoint: ["/never-started"],
        Labels: { [ownerLabel]: owner },
        ...options,
    });
    try {
        return await use(container);
    } finally {
        await container.remove({ force: true, v: true });
    }
}

async function putArchive(
    container: Docker.Container,
    archive: Pack,
    options: { path: string; copyUIDGID?: "true" },
): Promise<void> {
    archive.finalize();
    await container.putArchive(Readable.from(archive), options);
}
