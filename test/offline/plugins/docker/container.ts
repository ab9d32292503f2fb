// Stands for: docker:index/container:Container, as the docker provider creates, reads, updates and deletes it.
import { readFile } from "node:fs/promises";
import type Docker from "dockerode";
import { pack } from "tar-stream";
import { buffer } from "node:stream/consumers";
import type { PropertyMap } from "../host/plugin";
import { containerFields, containerOutputs } from "./container-fields";
import { createOptions, maps, strings, text, updatable, updateOptions } from "./container-options";
import { stateOf } from "./container-state";
import { attempt, daemonMessage } from "./errors";
import { findImage } from "./images";
import type { Resource } from "./resource";

export const container: Resource = {
    fields: containerFields,
    outputs: containerOutputs,
    alwaysDeleteBeforeReplace: true,
    create: createContainer,
    read: readContainer,
    update: updateContainer,
    delete: deleteContainer,
};

async function createContainer(docker: Docker, inputs: PropertyMap, report: (id: string) => void): Promise<void> {
    const image = inputs.image as string;
    await findImage(docker, image).catch((error: unknown) => {
        throw new Error(`Unable to create container with image ${image}: ${(error as Error).message}`);
    });
    const options = createOptions(inputs);
    const created = await docker.createContainer(options).catch((error: unknown) => {
        throw new Error(`Unable to create container: ${daemonMessage(error)}`);
    });
    report(created.id);
    await connectNetworks(docker, created.id, maps(inputs.networksAdvanced) ?? []);
    for (const upload of maps(inputs.uploads) ?? []) {
        await attempt("Unable to upload volume content", created.putArchive(await archiveOf(upload), { path: "/" }));
    }
    if (inputs.start !== false) {
        await attempt("Unable to start container", created.start());
    }
}

/** The container is made on the default network, and moved. */
async function connectNetworks(docker: Docker, id: string, networks: PropertyMap[]): Promise<void> {
    if (networks.length === 0) {
        return;
    }
    await attempt(
        "Unable to disconnect the default network",
        docker.getNetwork("bridge").disconnect({ Container: id, Force: false }),
        "is not connected to the network bridge",
    );
    for (const network of networks) {
        const name = network.name as string;
        await attempt(
            `Unable to connect to network '${name}'`,
            docker.getNetwork(name).connect({
                Container: id,
                EndpointConfig: {
                    Aliases: strings(network.aliases) ?? [],
                    MacAddress: text(network.macAddress),
                    IPAMConfig: {
                        IPv4Address: text(network.ipv4Address),
                        IPv6Address: text(network.ipv6Address),
                        LinkLocalIPs: strings(network.linkLocalIps),
                    },
                },
            }),
        );
    }
}

async function archiveOf(upload: PropertyMap): Promise<Buffer> {
    const [content, encoded, source] = [text(upload.content), text(upload.contentBase64), text(upload.source)];
    const given = [content, encoded, source].filter((value) => value !== undefined).length;
    if (given !== 1) {
        throw new Error(
            given === 0
                ? "error with upload content: one of 'content', 'content_base64', or 'source' must be set"
                : "error with upload content: only one of 'content', 'content_base64', or 'source' can be set",
        );
    }
    const bytes = source
        ? await readFile(source).catch((error: unknown) => {
              throw new Error(`could not read file: ${(error as Error).message}`);
          })
        : Buffer.from(content ?? encoded ?? "", content ? "utf8" : "base64");
    const permissions = text(upload.permissions) ?? (upload.executable === true ? "0744" : "0644");
    const archive = pack();
    const [mode, uid, gid] = [Number.parseInt(permissions, 8), idOf(text(upload.owner)), idOf(text(upload.group))];
    archive.entry({ name: upload.file as string, mode, uid, gid, mtime: new Date() }, bytes);
    archive.finalize();
    return buffer(archive);
}

/** The plugin looks names up among the users of its own machine. */
function idOf(owner: string | undefined): number {
    if (owner === undefined || /^\d+$/.test(owner)) return Number(owner ?? 0);
    throw new Error(`not in this stand-in: the owner or group of an upload by name, "${owner}"`);
}

async function readContainer(docker: Docker, id: string, state: PropertyMap) {
    const containers = await docker.listContainers({ all: true }).catch((error: unknown) => {
        throw new Error(`error fetching container information from Docker: ${daemonMessage(error)}\n`);
    });
    if (!containers.some((summary) => summary.Id === id)) {
        return undefined;
    }
    return { id, state: stateOf(state, await docker.getContainer(id).inspect()) };
}

async function updateContainer(docker: Docker, id: string, state: PropertyMap, planned: PropertyMap): Promise<void> {
    if (state.mustRun === false && planned.mustRun === true && planned.start === true) {
        await attempt("Unable to start container", startUnlessRunning(docker, id));
    }
    if (updatable.some((key) => (state[key] ?? 0) !== (planned[key] ?? 0))) {
        await attempt("Unable to update a container", docker.getContainer(id).update(updateOptions(planned)));
    }
}

async function deleteContainer(docker: Docker, id: string, state: PropertyMap): Promise<void> {
    const doomed = docker.getContainer(id);
    const seconds = (state.destroyGraceSeconds ?? 0) as number;
    await attempt(`Error stopping container ${id}`, stop(doomed, seconds), "No such container");
    await attempt(
        `Error deleting container ${id}`,
        doomed.remove({ v: state.removeVolumes !== false, force: true }),
        "No such container",
        "is already in progress",
    );
    await attempt(
        `Error waiting for container removal '${id}'`,
        doomed.wait({ condition: state.rm === true ? "removed" : "not-running" }),
        "No such container",
        "is already in progress",
    );
}

/** For Go's client "not modified" is success; for dockerode it is an error. */
async function stop(target: Docker.Container, seconds: number): Promise<void> {
    await target.stop({ t: seconds }).catch(ignoreNotModified);
}

async function startUnlessRunning(docker: Docker, id: string): Promise<void> {
    await docker.getContainer(id).start().catch(ignoreNotModified);
}

function ignoreNotModified(error: unknown): void {
    if ((error as { statusCode?: number }).statusCode !== 304) {
        throw error;
    }
}
