// Stands for: docker:index/remoteImage:RemoteImage.
import type Docker from "dockerode";
import type { PropertyMap } from "../host/plugin";
import { attempt, daemonMessage } from "./errors";
import { boolean, map, object, replace, required, set, string, unimplemented } from "./field";
import { findImage, localImage, repoDigestOf } from "./images";
import type { Resource } from "./resource";

export const remoteImage: Resource = {
    fields: {
        name: string(required),
        keepLocally: boolean(),
        forceRemove: boolean(),
        platform: string({ ...replace, default: "" }),
        pullTriggers: set("string", replace),
        triggers: map(replace),
        build: object({}, unimplemented),
    },
    outputs: ["imageId", "repoDigest"],
    alwaysDeleteBeforeReplace: false,
    async create(docker, inputs, created) {
        created((await find(docker, inputs)).Id + (inputs.name as string));
    },
    async read(docker, _id, state) {
        const name = state.name as string;
        const image = await localImage(docker, name);
        return (
            image && {
                id: image.Id + name,
                state: { ...state, imageId: image.Id, repoDigest: repoDigestOf(name, image) },
            }
        );
    },
    async update(docker, _id, _state, planned) {
        await find(docker, planned);
    },
    async delete(docker, _id, state) {
        const name = state.name as string;
        if (state.keepLocally !== true && (await localImage(docker, name))) {
            await attempt(
                "Unable to remove Docker image",
                docker.getImage(name).remove({ force: state.forceRemove === true }),
            );
        }
    },
};

function find(docker: Docker, inputs: PropertyMap): Promise<Docker.ImageInfo> {
    return findImage(docker, inputs.name as string, (inputs.platform ?? "") as string).catch((error: unknown) => {
        throw new Error(`Unable to read Docker image into resource: ${daemonMessage(error)}`);
    });
}
