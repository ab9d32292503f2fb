import { createHash } from "node:crypto";
import type Docker from "dockerode";
import { hasVolume, createFileVolume, removeVolume, takesFilesFor } from "../docker/volumes/file-volume";
import { hasImage, pull } from "../docker/images/node-image";
import { type RegistryCredentials } from "../docker/images/registry-credentials";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys, unchanged } from "./support/difference";

export interface KubeconfigVolumeInputs {
    /** The prefix of the volume's name. */
    name: string;
    /** The file's name in the volume. */
    file: string;
    kubeconfig: string;
    /** The user of the containers, as their setting names it, and the uid and gid that own the file. */
    user: string;
    uid: number;
    gid: number;
    /** The image of a container by which the file gets into the volume, and which is never started. */
    image: string;
    owner: string;
    dockerHost?: string;
}

export interface KubeconfigVolumeOutputs extends KubeconfigVolumeInputs {
    /** The volume's name; empty when the daemon itself can copy a file into a container with that user. */
    volume: string;
}

interface VolumeAccess {
    connect(dockerHost?: string): Promise<Docker>;
    credentials(image: string): Promise<RegistryCredentials | undefined>;
}

/** A change of these inputs replaces the volume. */
const content = new Set<keyof KubeconfigVolumeInputs>(["name", "file", "kubeconfig", "user", "uid", "gid"]);

/**
 * A kubeconfig for containers with a user of their own, in a volume, for a daemon that cannot copy the file into them
 * itself.
 */
export class KubeconfigVolume implements Lifecycle<KubeconfigVolumeInputs, KubeconfigVolumeOutputs> {
    constructor(private readonly access: VolumeAccess) {}

    async create(
        inputs: KubeconfigVolumeInputs,
        context: Context,
    ): Promise<{ id: string; outputs: KubeconfigVolumeOutputs }> {
        const { name, file, kubeconfig, user, uid, gid, image, owner, dockerHost } = inputs;
        const docker = await this.access.connect(dockerHost);
        await this.provideImage(docker, image, context);
        const helper = { name, image, owner };
        if (await takesFilesFor(docker, user, helper)) return { id: name, outputs: { ...inputs, volume: "" } };
        const hash = createHash("sha256").update(JSON.stringify([file, kubeconfig, uid, gid]));
        const volume = `${name}-${hash.digest("hex").slice(0, 8)}`;
        await createFileVolume(docker, volume, { name: file, content: kubeconfig, uid, gid }, helper);
        return { id: volume, outputs: { ...inputs, volume } };
    }

    diff(_id: string, old: KubeconfigVolumeOutputs, inputs: KubeconfigVolumeInputs): Promise<Difference> {
        const replaces = changedKeys<KubeconfigVolumeInputs>(old, inputs).filter((key) => content.has(key));
        return Promise.resolve(replaces.length > 0 ? { changes: true, replaces } : unchanged);
    }

    async read(_id: string, old: KubeconfigVolumeOutputs): Promise<KubeconfigVolumeOutputs | undefined> {
        if (old.volume === "") return old;
        return (await hasVolume(await this.access.connect(old.dockerHost), old.volume)) ? old : undefined;
    }

    async delete(_id: string, { volume, dockerHost }: KubeconfigVolumeOutputs): Promise<void> {
        if (volume !== "") await removeVolume(await this.access.connect(dockerHost), volume);
    }

    private async provideImage(docker: Docker, image: string, { progress }: Context): Promise<void> {
        if (await hasImage(docker, image)) return;
        progress(`pulling ${image}`);
        const why = await pull(docker, image, await this.access.credentials(image));
        if (why === undefined) return;
        throw new Failure(`The Docker daemon has no image "${image}" and cannot pull it.`, {
            why,
            next: `build it, or docker pull ${image}; then run pulumi up again`,
        });
    }
}
