import type Docker from "dockerode";
import { newOwner } from "../../shared/owner";
import { volumeUsers } from "../docker/volumes/data-volumes";
import { type DockerEndpoint } from "../../shared/docker/endpoint";
import { daemonIdentity, engineOf, type EngineInfo } from "../docker/daemon/engine";
import { objectsOfCluster } from "../docker/containers/namesakes";
import { networkAliases } from "../docker/networks/network-aliases";
import { engineImageName } from "../../shared/docker/image-reference";
import { hasImage, provideNodeImage } from "../docker/images/node-image";
import { publishedAddress } from "../docker/daemon/published-address";
import { publishedHost } from "../../shared/docker/published-host";
import { type RegistryCredentials } from "../docker/images/registry-credentials";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { type DaemonInputs } from "./support/daemon-inputs";
import { asBefore, changedKeys, unchanged } from "./support/difference";
import { type DaemonInfo, findPreflightFailures } from "./support/preflight";

export interface DaemonOutputs extends DaemonInputs {
    daemonId: string;
    engine: "docker" | "podman";
    /** The value of the owner label. */
    owner: string;
    /** The host at which published ports are reached: 127.0.0.1, or the remote daemon's host. */
    publishedHost: string;
    /** The address on that host on which ports are published. */
    publishedAddress: string;
}

interface DaemonAccess {
    connect(dockerHost?: string): Promise<Docker>;
    endpoint(dockerHost?: string): DockerEndpoint;
    /** Returns the user's credentials for the registry of an image. */
    credentials(image: string): Promise<RegistryCredentials | undefined>;
}

/**
 * The inputs whose change repeats the preflight. Without it, a replaced node would already be gone when another one is
 * refused.
 */
const preflighted = new Set<keyof DaemonInputs>([
    "nodeImage",
    "images",
    "podSubnet",
    "serviceSubnet",
    "network",
    "keptVolume",
    "acceptsCgroupV1",
]);

/** The Docker daemon of a stack: checked before anything else, and the same for the life of the stack. */
export class Daemon implements Lifecycle<DaemonInputs, DaemonOutputs> {
    constructor(private readonly access: DaemonAccess) {}

    async create(inputs: DaemonInputs, context: Context): Promise<{ id: string; outputs: DaemonOutputs }> {
        const endpoint = this.access.endpoint(inputs.dockerHost);
        context.progress(`checking the Docker daemon at ${endpoint.host} (from ${endpoint.source})`);
        const docker = await this.access.connect(inputs.dockerHost);
        const info = (await docker.info()) as DaemonInfo & EngineInfo;
        await this.refusePreflightFailures(docker, info, inputs);
        const engine = engineOf(info);
        // An image that cannot be pulled fails here, before anything is created.
        const image = engineImageName(inputs.nodeImage, engine);
        await provideNodeImage(docker, image, (name) => this.access.credentials(name), context.progress);
        const owner = newOwner(inputs.cluster);
        const outputs = {
            ...inputs,
            owner,
            daemonId: daemonIdentity(info),
            engine,
            publishedHost: publishedHost(endpoint),
            publishedAddress: await publishedAddress(endpoint),
        };
        return { id: inputs.namePrefix, outputs };
    }

    async diff(_id: string, old: DaemonOutputs, wanted: DaemonInputs): Promise<Difference> {
        const inputs = asBefore<DaemonInputs>(old, wanted);
        const endpoint = this.access.endpoint(inputs.dockerHost);
        const docker = await this.access.connect(inputs.dockerHost);
        const info = (await docker.info()) as DaemonInfo & EngineInfo;
        const found = daemonIdentity(info);
        if (found === old.daemonId) {
            if (changedKeys<DaemonInputs>(old, inputs).some((key) => preflighted.has(key))) {
                await this.refusePreflightFailures(docker, info, inputs, old);
            }
            return unchanged;
        }
        throw new Failure(
            `The cluster ${old.cluster} runs on another Docker daemon than the one at ${endpoint.host} (from ${endpoint.source}).`,
            {
                why: `created on daemon ${old.daemonId}, found daemon ${found} on ${info.Name}`,
                next: "point DOCKER_HOST or the Docker context to the daemon that it was created on; or, if that daemon is gone for good, run pulumi destroy and then pulumi up",
            },
        );
    }

    /**
     * Throws when the preflight fails. Objects of the cluster itself do not count: its network, its server's name, its
     * volume.
     */
    private async refusePreflightFailures(
        docker: Docker,
        info: DaemonInfo & EngineInfo,
        inputs: DaemonInputs,
        own?: DaemonOutputs,
    ): Promise<void> {
        const { network, keptVolume } = inputs;
        const [version, networks, images, aliases, users, namesakes] = await Promise.all([
            docker.version(),
            docker.listNetworks(),
            localImages(docker, inputs.images),
            network === undefined || network === own?.network ? [] : networkAliases(docker, network),
            keptVolume === undefined ? [] : volumeUsers(docker, keptVolume),
            // A cluster that does not exist yet cannot own any of these objects.
            own === undefined ? objectsOfCluster(docker, inputs.cluster) : [],
        ]);
        const failures = findPreflightFailures(inputs, info, {
            version,
            networks: networks.filter(({ Name }) => Name !== own?.namePrefix),
            images,
            aliases: aliases.filter(({ owner }) => owner === undefined || owner !== own?.owner),
            volumes: users.filter(({ owner }) => owner !== own?.owner),
            namesakes,
        });
        if (failures.length === 0) return;
        const { host } = this.access.endpoint(inputs.dockerHost);
        throw new Failure(`The Docker daemon at ${host} cannot run the cluster ${own?.cluster ?? inputs.cluster}.`, {
            why: failures,
            next: "correct what is reported above, then run pulumi up again",
        });
    }
}

async function localImages(docker: Docker, names: string[]): Promise<Set<string>> {
    const found = await Promise.all(names.map((name) => hasImage(docker, name)));
    return new Set(names.filter((_, index) => found[index]));
}
