// Stands for: how the docker provider turns a container's inputs into the daemon's create request.
import type Docker from "dockerode";
import type { PropertyMap, PropertyValue } from "../host/plugin";
import { isZero } from "./check";
import { toPortBindings } from "./container-ports";

export const mebibyte = 1024 * 1024;

export function createOptions(inputs: PropertyMap): Docker.ContainerCreateOptions {
    const ports = toPortBindings(inputs.ports);
    const volumes = volumeOptions(maps(inputs.volumes));
    return defined({
        name: inputs.name as string,
        Image: inputs.image as string,
        Hostname: text(inputs.hostname),
        Domainname: text(inputs.domainname),
        User: text(inputs.user),
        WorkingDir: text(inputs.workingDir),
        Tty: inputs.tty === true,
        OpenStdin: inputs.stdinOpen === true,
        StopSignal: text(inputs.stopSignal),
        StopTimeout: positive(inputs.stopTimeout),
        Env: strings(inputs.envs),
        Cmd: commandOf(inputs.command),
        Entrypoint: strings(inputs.entrypoints),
        Labels: labelsOf(inputs.labels),
        ExposedPorts: isZero(inputs.ports)
            ? undefined
            : Object.fromEntries(Object.keys(ports).map((port) => [port, {}])),
        Volumes: volumes.paths,
        HostConfig: hostConfig(inputs, ports, volumes),
    });
}

function hostConfig(
    inputs: PropertyMap,
    ports: ReturnType<typeof toPortBindings>,
    volumes: ReturnType<typeof volumeOptions>,
): Docker.HostConfig {
    const capabilities = (inputs.capabilities ?? {}) as PropertyMap;
    return defined({
        Privileged: inputs.privileged === true,
        PublishAllPorts: inputs.publishAllPorts === true,
        RestartPolicy: restartPolicy(inputs),
        Runtime: text(inputs.runtime),
        AutoRemove: inputs.rm === true,
        ReadonlyRootfs: inputs.readOnly === true,
        LogConfig: {
            Type: (inputs.logDriver ?? "") as string,
            Config: (inputs.logOpts ?? {}) as Record<string, string>,
        },
        Tmpfs: stringMap(inputs.tmpfs),
        Sysctls: stringMap(inputs.sysctls),
        PortBindings: ports,
        ExtraHosts: maps(inputs.hosts)?.map(({ host, ip }) => `${host as string}:${ip as string}`),
        Binds: volumes.binds,
        VolumesFrom: volumes.from,
        Ulimits: maps(inputs.ulimits)?.map(({ name, soft, hard }) => ({
            Name: name as string,
            Soft: soft as number,
            Hard: hard as number,
        })),
        CapAdd: strings(capabilities.adds),
        CapDrop: strings(capabilities.drops),
        SecurityOpt: strings(inputs.securityOpts),
        Dns: strings(inputs.dns),
        DnsOptions: strings(inputs.dnsOpts),
        DnsSearch: strings(inputs.dnsSearches),
        Memory: mebibytes(inputs.memory),
        MemoryReservation: mebibytes(inputs.memoryReservation),
        MemorySwap: mebibytes(inputs.memorySwap),
        ShmSize: mebibytes(inputs.shmSize),
        CpuShares: positive(inputs.cpuShares),
        NanoCpus: inputs.cpus ? Math.round(Number(inputs.cpus) * 1e9) : undefined,
        CpuPeriod: positive(inputs.cpuPeriod),
        CpuQuota: positive(inputs.cpuQuota),
        CpusetCpus: text(inputs.cpuSet),
        NetworkMode: text(inputs.networkMode),
        UsernsMode: text(inputs.usernsMode),
        PidMode: text(inputs.pidMode),
        IpcMode: text(inputs.ipcMode),
        GroupAdd: strings(inputs.groupAdds),
        CgroupnsMode: text(inputs.cgroupnsMode) as "host" | "private" | undefined,
        CgroupParent: text(inputs.cgroupParent),
        // Left out it is false, whatever the daemon's default is.
        Init: inputs.init === true,
    });
}

/** What an update in place may change; everything else of an update is recorded only. */
export const updatable = [
    "restart",
    "maxRetryCount",
    "cpuShares",
    "cpuSet",
    "memory",
    "memoryReservation",
    "memorySwap",
] as const;

export function updateOptions(inputs: PropertyMap): Record<string, unknown> {
    return defined({
        RestartPolicy: restartPolicy(inputs),
        CpuShares: (inputs.cpuShares ?? 0) as number,
        CpusetCpus: (inputs.cpuSet ?? "") as string,
        Memory: mebibytes(inputs.memory) ?? 0,
        MemoryReservation: mebibytes(inputs.memoryReservation) ?? 0,
        MemorySwap: mebibytes(inputs.memorySwap),
    });
}

export function maps(value: PropertyValue | undefined): PropertyMap[] | undefined {
    return isZero(value) ? undefined : (value as PropertyMap[]);
}

export function strings(value: PropertyValue | undefined): string[] | undefined {
    return isZero(value) ? undefined : (value as string[]);
}

export function stringMap(value: PropertyValue | undefined): Record<string, string> | undefined {
    return isZero(value) ? undefined : (value as Record<string, string>);
}

export function labelsOf(value: PropertyValue | undefined): Record<string, string> | undefined {
    const labels = maps(value);
    return labels && Object.fromEntries(labels.map((entry) => [entry.label as string, entry.value as string]));
}

export function text(value: PropertyValue | undefined): string | undefined {
    return isZero(value) ? undefined : (value as string);
}

function positive(value: PropertyValue | undefined): number | undefined {
    return isZero(value) ? undefined : (value as number);
}

function mebibytes(value: PropertyValue | undefined): number | undefined {
    const amount = positive(value);
    return amount !== undefined && amount > 0 ? amount * mebibyte : amount;
}

function commandOf(value: PropertyValue | undefined): string[] | undefined {
    const command = strings(value);
    if (command?.includes("")) {
        throw new Error("values for command may not be empty");
    }
    return command;
}

function restartPolicy(inputs: PropertyMap): { Name: string; MaximumRetryCount: number } {
    return { Name: (inputs.restart ?? "no") as string, MaximumRetryCount: (inputs.maxRetryCount ?? 0) as number };
}

function volumeOptions(volumes: PropertyMap[] = []): {
    paths?: Record<string, object>;
    binds?: string[];
    from?: string[];
} {
    const paths: Record<string, object> = {};
    const binds: string[] = [];
    const from: string[] = [];
    for (const volume of volumes) {
        const [path, container] = [text(volume.containerPath), text(volume.fromContainer)];
        const source = text(volume.hostPath) ?? text(volume.volumeName);
        if (container && path) {
            throw new Error("Unable to parse volumes: both a container and a path specified in a volume entry");
        }
        if (container) {
            from.push(container);
        } else if (path) {
            paths[path] = {};
            if (source) {
                const modes = [volume.readOnly === true ? "ro" : "rw", text(volume.selinuxRelabel)];
                binds.push(`${source}:${path}:${modes.filter(Boolean).join()}`);
            }
        } else {
            throw new Error("Unable to parse volumes: volume entry without container path or source container");
        }
    }
    return volumes.length ? { paths, binds, from } : {};
}

function defined<T extends object>(value: T): T {
    return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;
}
