import { type EngineVersion, tooOld } from "../docker/engine";
import { type NetworkAlias } from "../docker/network-aliases";
import { subnetsOverlap } from "../docker/subnets";
import { type DaemonInputs } from "./daemon";

/** The part of Docker's `info` that is looked at. */
export interface DaemonInfo {
    OSType: string;
    CgroupVersion?: string;
    ServerVersion: string;
    SecurityOptions?: string[];
    /** Of Podman alone. */
    Rootless?: boolean;
}

interface DaemonNetwork {
    Name: string;
    IPAM?: { Config?: { Subnet?: string }[] };
}

/** What the daemon is, and what it has already. */
interface DaemonContent {
    version: EngineVersion;
    networks: DaemonNetwork[];
    /** Those of the wanted images that it has. */
    images: Set<string>;
    /** The names on the network that the nodes are to share. */
    aliases: NetworkAlias[];
}

/** Everything that would keep the cluster from running on this daemon, each with its remedy. */
export function findObstacles(
    inputs: DaemonInputs,
    info: DaemonInfo,
    { version, networks, images, aliases }: DaemonContent,
): string[] {
    const outdated = tooOld(version);
    return [
        ...(outdated === undefined ? [] : [outdated]),
        ...(info.OSType === "linux" ? [] : [`it runs ${info.OSType} containers: switch Docker to Linux containers`]),
        ...rootless(info),
        ...cgroupV1(inputs, info),
        ...overlaps(inputs, networks),
        ...sharedNetwork(inputs, networks, aliases),
        ...inputs.images
            .filter((image) => !images.has(image))
            .map((image) => `it has no image "${image}" (images): build it, or docker pull ${image}`),
    ];
}

function rootless({ SecurityOptions = [], Rootless }: DaemonInfo): string[] {
    if (Rootless !== true && !SecurityOptions.some((option) => option.includes("rootless"))) return [];
    const rootful = Rootless === undefined ? "unix:///var/run/docker.sock" : "unix:///run/podman/podman.sock";
    return [`it runs rootless, and K3s needs privileged containers: use a rootful daemon (DOCKER_HOST=${rootful})`];
}

/** Kubernetes 1.35 and later refuse cgroup v1 unless the kubelet is told otherwise (KEP-5573). */
function cgroupV1({ nodeImage, acceptsCgroupV1 }: DaemonInputs, info: DaemonInfo): string[] {
    const minor = Number(/rancher\/k3s:v1\.(\d+)\./.exec(nodeImage)?.[1] ?? 0);
    if (info.CgroupVersion !== "1" || minor < 35 || acceptsCgroupV1) return [];
    return [
        `its host uses cgroup v1, which ${nodeImage} refuses: boot the host with cgroup v2, or set version to v1.34 or older, ` +
            "or extraArgs of server and agent to --kubelet-arg=fail-cgroupv1=false",
    ];
}

function sharedNetwork(
    { network, networkAlias, namePrefix }: DaemonInputs,
    networks: DaemonNetwork[],
    aliases: NetworkAlias[],
): string[] {
    if (network === undefined) return [];
    if (!networks.some(({ Name }) => Name === network)) {
        return [
            `it has no network "${network}" (network): make it (docker network create ${network}), or leave the argument out`,
        ];
    }
    const other = aliases.find(
        ({ alias, container }) => alias === networkAlias && !container.startsWith(`${namePrefix}-`),
    );
    return other
        ? [
              `on its network "${network}" the container ${other.container} is called "${networkAlias}" already: give the cluster another name, or a network of its own`,
          ]
        : [];
}

function overlaps({ podSubnet, serviceSubnet }: DaemonInputs, networks: DaemonNetwork[]): string[] {
    const taken = networks.flatMap(({ Name, IPAM }) =>
        (IPAM?.Config ?? []).flatMap(({ Subnet }) => (Subnet ? [{ Name, Subnet }] : [])),
    );
    const wanted = [
        { argument: "podSubnet", subnet: podSubnet },
        { argument: "serviceSubnet", subnet: serviceSubnet },
    ];
    return wanted.flatMap(({ argument, subnet }) =>
        taken
            .filter(({ Subnet }) => subnetsOverlap(subnet, Subnet))
            .map(
                ({ Name, Subnet }) =>
                    `${argument} ${subnet} overlaps ${Subnet} of its network "${Name}": choose another`,
            ),
    );
}
