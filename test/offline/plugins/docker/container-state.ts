// Stands for: what the docker provider reads back from a container, and what it leaves as recorded.
import type Docker from "dockerode";
import type { PropertyMap, PropertyValue } from "../host/plugin";
import { isZero } from "./check";
import { mebibyte } from "./container-options";
import { fromPortBindings } from "./container-ports";

type Inspection = Docker.ContainerInspectInfo;

/** The recorded state with everything that is read back; environment, labels, volumes, uploads and networks are not. */
export function stateOf(recorded: PropertyMap, info: Inspection): PropertyMap {
    return {
        ...recorded,
        ...configState(recorded, info),
        ...hostState(recorded, info),
        ...networkState(recorded, info),
        ...runState(recorded, info),
    };
}

function configState(recorded: PropertyMap, { Name, Image, Config, ...info }: Inspection): PropertyMap {
    return {
        name: Name.replace(/^\/+/, ""),
        image: (recorded.image as string).startsWith("sha256:") ? Image : Config.Image,
        hostname: Config.Hostname,
        domainname: Config.Domainname,
        user: Config.User,
        workingDir: Config.WorkingDir,
        command: asList(Config.Cmd),
        entrypoints: asList(Config.Entrypoint),
        tty: Config.Tty,
        stdinOpen: Config.OpenStdin,
        stopSignal: (Config as { StopSignal?: string }).StopSignal ?? "",
        stopTimeout: (Config as { StopTimeout?: number }).StopTimeout ?? 0,
        platform: info.Platform,
    };
}

function hostState(recorded: PropertyMap, { HostConfig: host }: Inspection): PropertyMap {
    const { CapAdd, CapDrop, SecurityOpt } = host as Record<"CapAdd" | "CapDrop" | "SecurityOpt", string[] | null>;
    const capabilities = { adds: asList(CapAdd).map(capability), drops: asList(CapDrop).map(capability) };
    return {
        rm: host.AutoRemove ?? false,
        readOnly: host.ReadonlyRootfs ?? false,
        privileged: host.Privileged ?? false,
        publishAllPorts: host.PublishAllPorts ?? false,
        restart: host.RestartPolicy?.Name ?? "",
        maxRetryCount: host.RestartPolicy?.MaximumRetryCount ?? 0,
        init: host.Init ?? false,
        ...(isZero(capabilities.adds) && isZero(capabilities.drops) ? {} : { capabilities }),
        ...(isZero(recorded.ulimits) ? {} : { ulimits: ulimits(host) }),
        ...(isZero(recorded.pidMode) ? {} : { pidMode: host.PidMode ?? "" }),
        ...(isZero(recorded.logOpts) ? {} : { logOpts: (host.LogConfig?.Config ?? {}) as PropertyMap }),
        logDriver: host.LogConfig?.Type ?? "",
        runtime: (host as { Runtime?: string }).Runtime ?? "",
        securityOpts: asList(SecurityOpt),
        sysctls: host.Sysctls ?? {},
        ipcMode: host.IpcMode ?? "",
        usernsMode: host.UsernsMode ?? "",
        groupAdds: asList(host.GroupAdd),
        tmpfs: host.Tmpfs ?? {},
        hosts: ((host.ExtraHosts as string[] | null | undefined) ?? []).map((entry) => {
            const [name = "", ip = ""] = entry.split(":");
            return { host: name, ip };
        }),
        dns: asList(host.Dns),
        dnsOpts: asList(host.DnsOptions),
        dnsSearches: asList(host.DnsSearch),
        networkMode: host.NetworkMode ?? "",
        memory: inMebibytes(host.Memory),
        memoryReservation: inMebibytes(host.MemoryReservation),
        memorySwap: inMebibytes(host.MemorySwap),
        shmSize: inMebibytes(host.ShmSize),
        cpuShares: host.CpuShares ?? 0,
        cpuSet: host.CpusetCpus ?? "",
        ...(host.NanoCpus ? { cpus: String(host.NanoCpus / 1e9) } : {}),
    };
}

function networkState(recorded: PropertyMap, info: Inspection): PropertyMap {
    const { NetworkSettings: settings } = info;
    // A stopped container has no ports: with mustRun that empties the record, and so plans a replacement.
    const readsPorts = !isZero(recorded.ports) && (info.State.Running || recorded.mustRun === true);
    return {
        bridge: (settings as { Bridge?: string }).Bridge ?? "",
        ...(readsPorts ? { ports: fromPortBindings(settings.Ports) } : {}),
        networkDatas: Object.entries(settings.Networks).map(([networkName, network]) => ({
            networkName,
            ipAddress: network.IPAddress,
            ipPrefixLength: network.IPPrefixLen,
            gateway: network.Gateway,
            globalIpv6Address: network.GlobalIPv6Address,
            globalIpv6PrefixLength: network.GlobalIPv6PrefixLen,
            ipv6Gateway: network.IPv6Gateway,
            macAddress: network.MacAddress,
        })),
    };
}

function runState(recorded: PropertyMap, { State: state }: Inspection): PropertyMap {
    return state.Running ? {} : { exitCode: state.ExitCode, ...(recorded.mustRun === true ? { mustRun: false } : {}) };
}

function ulimits(host: Docker.HostConfig): PropertyValue {
    return (host.Ulimits ?? []).map(({ Name, Soft, Hard }) => ({
        name: Name ?? "",
        soft: Soft ?? 0,
        hard: Hard ?? 0,
    }));
}

/** Daemons answer with these names; those before 23 only use them. */
function capability(name: string): string {
    const upper = name.toUpperCase();
    return upper === "ALL" || upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
}

function asList(value: string | string[] | null | undefined): string[] {
    return value ? [value].flat() : [];
}

function inMebibytes(bytes: number | undefined): number {
    return bytes !== undefined && bytes > 0 ? Math.floor(bytes / mebibyte) : (bytes ?? 0);
}
