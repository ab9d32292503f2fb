// Stands for: docker:index/volume:Volume.
import type Docker from "dockerode";
import type { PropertyMap } from "../host/plugin";
import { labelsOf, stringMap, text } from "./container-options";
import { attempt, daemonMessage, isNotFound } from "./errors";
import { computed, labels, map, object, replace, set, string, unimplemented } from "./field";
import type { Resource } from "./resource";
import { waitUntil } from "./wait";

export const volume: Resource = {
    fields: {
        name: string({ ...computed, autonamed: true }),
        labels: set(labels, replace),
        driver: string(computed),
        driverOpts: map(replace),
        cluster: object({}, unimplemented),
    },
    outputs: ["mountpoint"],
    alwaysDeleteBeforeReplace: false,
    async create(docker, inputs, report) {
        const created = await attempt(
            "Unable to create volume",
            docker.createVolume({
                Name: text(inputs.name),
                Driver: text(inputs.driver),
                DriverOpts: stringMap(inputs.driverOpts),
                Labels: labelsOf(inputs.labels),
            }),
        );
        report(created?.name ?? "");
    },
    async read(docker, id, state) {
        try {
            return { id, state: volumeState(state, await docker.getVolume(id).inspect()) };
        } catch (error) {
            if (isNotFound(error)) {
                return undefined;
            }
            throw new Error(`Unable to inspect volume: ${daemonMessage(error)}`);
        }
    },
    update: () => Promise.resolve(),
    async delete(docker, id) {
        await waitUntil("removed", () => attempt("Unable to remove volume", removal(docker, id), "volume is in use"));
    },
};

/** By force, as the provider does it: one that is gone already is no error. dockerode itself hides that from the daemon. */
function removal(docker: Docker, id: string): Promise<true> {
    const { promise, resolve, reject } = Promise.withResolvers<true>();
    const request = { path: `/volumes/${id}?force=true`, method: "DELETE", statusCodes: { 204: true } };
    docker.modem.dial(request, (error) => {
        if (error) reject(error);
        else resolve(true);
    });
    return promise;
}

function volumeState(recorded: PropertyMap, info: Docker.VolumeInspectInfo): PropertyMap {
    return {
        ...recorded,
        name: info.Name,
        labels: Object.entries((info.Labels as Record<string, string> | null) ?? {}).map(([label, value]) => ({
            label,
            value,
        })),
        driver: info.Driver,
        driverOpts: info.Options ?? {},
        mountpoint: info.Mountpoint,
    };
}
