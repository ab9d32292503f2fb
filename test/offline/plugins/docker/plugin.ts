// Stands for: the provider plugin of @pulumi/docker, for the four resources that a cluster needs.
import type Docker from "dockerode";
import { InitializationError, type Plugin, type PropertyMap } from "../host/plugin";
import { checkConfig, configEquals } from "./config";
import { checkInputs, isUnset } from "./check";
import { connect, endpointOf } from "./client";
import { container } from "./container";
import { diffInputs } from "./diff";
import { errorList } from "./errors";
import { network } from "./network";
import { knownOf, plannedCreate, plannedUpdate } from "./plan";
import { remoteImage } from "./remote-image";
import type { Resource } from "./resource";
import { volume } from "./volume";

const resources: Record<string, Resource | undefined> = {
    "docker:index/container:Container": container,
    "docker:index/network:Network": network,
    "docker:index/remoteImage:RemoteImage": remoteImage,
    "docker:index/volume:Volume": volume,
};

export function dockerPlugin(): Plugin {
    let config: PropertyMap = {};
    let endpoint = "";
    let client: Promise<Docker> | undefined;

    const docker = () => {
        // A daemon that was away once may be back for the next resource.
        client ??= connect(endpoint, config).catch((error: unknown) => {
            client = undefined;
            throw error;
        });
        return client;
    };

    return {
        name: "docker",
        version: "5.2.0",
        checkConfig: (inputs) => Promise.resolve(checkConfig(inputs)),
        diffConfig: (olds, news) => Promise.resolve({ changes: !configEquals(olds, news) }),
        configure(inputs) {
            config = inputs;
            endpoint = endpointOf(inputs);
            return Promise.resolve();
        },
        check: ({ urn, olds, news }) => Promise.resolve(checkInputs(resourceOf(urn).fields, urn, olds, news)),
        diff: ({ urn, state, inputs, ignoreChanges }) =>
            Promise.resolve(diffInputs({ ...resourceOf(urn), state, inputs, ignoreChanges })),
        async create({ urn, inputs, preview }) {
            const resource = resourceOf(urn);
            const planned = plannedCreate(resource.fields, resource.outputs, inputs);
            if (preview) {
                return { id: "", state: planned };
            }
            let id = "";
            const known = knownOf(planned);
            try {
                const daemon = await docker();
                await resource.create(daemon, inputs, (created) => (id = created));
                const found = await resource.read(daemon, id, known);
                if (!found) {
                    throw new Error("the object was gone before it could be read");
                }
                return found;
            } catch (error) {
                throw id
                    ? new InitializationError(id, known, [`creating ${urn}: ${errorList(error)}`])
                    : new Error(errorList(error));
            }
        },
        async read({ urn, id, state, inputs }) {
            const resource = resourceOf(urn);
            const found = await resource.read(await docker(), id, state).catch(rethrowAsList);
            return found && { ...found, inputs: refreshedInputs(resource, inputs, found.state) };
        },
        async update({ urn, id, state, inputs, preview }) {
            const resource = resourceOf(urn);
            const planned = plannedUpdate(resource.fields, resource.outputs, state, inputs);
            if (preview) {
                return planned;
            }
            const daemon = await docker().catch(rethrowAsList);
            try {
                await resource.update(daemon, id, state, planned);
                return planned;
            } catch (error) {
                throw new InitializationError(id, planned, [`updating ${urn}: ${errorList(error)}`]);
            }
        },
        async delete({ urn, id, state }) {
            const resource = resourceOf(urn);
            await docker()
                .then((daemon) => resource.delete(daemon, id, state))
                .catch(rethrowAsList);
        },
        invoke: (token) => Promise.reject(new Error(`the stand-in for the docker plugin does not implement ${token}`)),
    };
}

function resourceOf(urn: string): Resource {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const resource = resources[type];
    if (!resource) {
        throw new Error(`the stand-in for the docker plugin does not implement ${type}; use the real plugin`);
    }
    return resource;
}

/** The inputs that were given, with what the daemon says now. */
function refreshedInputs(resource: Resource, inputs: PropertyMap, state: PropertyMap): PropertyMap {
    const refreshed = { ...inputs };
    for (const key of Object.keys(resource.fields)) {
        const value = state[key];
        if (!isUnset(inputs[key]) && !isUnset(value)) {
            refreshed[key] = value;
        }
    }
    return refreshed;
}

function rethrowAsList(error: unknown): never {
    throw new Error(errorList(error), { cause: error });
}
