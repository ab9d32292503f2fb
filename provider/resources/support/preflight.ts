import { cgroupV1Refused } from "../../docker/daemon/cgroup-version";
import { type VolumeUser } from "../../docker/volumes/data-volumes";
import { type EngineVersion } from "../../docker/daemon/engine";
import { enginePreflightFailures, type EngineKind } from "../../docker/daemon/engine-preflight";
import { type NetworkAlias } from "../../docker/networks/network-aliases";
import { preflightFailureText } from "../../docker/preflight-failure";
import { ownerPath } from "../../../shared/owner";
import { type DaemonNetwork, subnetOverlaps } from "../../docker/networks/subnet-overlaps";
import { type DaemonInputs } from "./daemon-inputs";

/** The part of Docker's `info` that the preflight uses. */
export interface DaemonInfo extends EngineKind {
    CgroupVersion?: string;
    ServerVersion: string;
}

/** The daemon's version and its existing objects. */
interface DaemonContent {
    version: EngineVersion;
    networks: DaemonNetwork[];
    /** The wanted images that the daemon has. */
    images: Set<string>;
    /** The names of other containers on the network that the nodes will share. */
    aliases: NetworkAlias[];
    /** The other containers with the volume that will keep the data. */
    volumes: VolumeUser[];
    /** Objects of another stack's cluster with the same project, stack and name. */
    namesakes: string[];
}

/** Returns everything that would keep the cluster from running on this daemon, each with its remedy. */
export function findPreflightFailures(
    inputs: DaemonInputs,
    info: DaemonInfo,
    { version, networks, images, aliases, volumes, namesakes }: DaemonContent,
): string[] {
    return [
        ...enginePreflightFailures(version, info).map(preflightFailureText),
        ...[cgroupV1Refused(inputs, info) ?? []].flat().map(preflightFailureText),
        ...subnetOverlaps(inputs, networks).map(preflightFailureText),
        ...sharedNetwork(inputs, networks, aliases),
        ...volumes.map((user) => volumeInUse(inputs, user)),
        ...clusterExists(inputs, namesakes),
        ...inputs.images
            .filter((image) => !images.has(image))
            .map((image) => `it has no image "${image}" (images): build it, or docker pull ${image}`),
    ];
}

function sharedNetwork(
    { network, networkAlias }: DaemonInputs,
    networks: DaemonNetwork[],
    aliases: NetworkAlias[],
): string[] {
    if (network === undefined) return [];
    if (!networks.some(({ Name }) => Name === network)) {
        return [
            `it has no network "${network}" (network): make it (docker network create ${network}), or leave the argument out`,
        ];
    }
    const other = aliases.find(({ alias }) => alias === networkAlias);
    return other
        ? [
              `on its network "${network}" the container ${other.container} is called "${networkAlias}" already: give the cluster another name, or a network of its own`,
          ]
        : [];
}

/** Returns a failure for a volume in use: two servers on the same data destroy it. */
function volumeInUse({ keptVolume = "" }: DaemonInputs, { container, owner }: VolumeUser): string {
    return (
        `its volume "${keptVolume}" (dataVolume) is in use by ${container} of the cluster ${ownerPath(owner)}: ` +
        "run pulumi destroy there, or name another volume"
    );
}

/**
 * Returns a failure for a cluster of the same name, such as that of another checkout of the program with its own state.
 */
function clusterExists({ cluster }: DaemonInputs, namesakes: string[]): string[] {
    if (namesakes.length === 0) return [];
    return [
        `it has a cluster ${cluster} already (${namesakes.join(", ")}), of another stack of this name, or of this one before ` +
            "its state was lost: give the stack or the cluster another name; or, if nothing needs those any more, remove them",
    ];
}
