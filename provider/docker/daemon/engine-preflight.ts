import { type EngineVersion, tooOld } from "./engine";
import { type PreflightFailure } from "../preflight-failure";

/** The properties of an engine that decide whether it can run a cluster (`GET /info`). */
export interface EngineKind {
    OSType: string;
    SecurityOptions?: string[];
    /** Reported by Podman only. */
    Rootless?: boolean;
}

/** Returns what keeps an engine from running any cluster. */
export function enginePreflightFailures(version: EngineVersion, kind: EngineKind): PreflightFailure[] {
    return [tooOld(version), otherContainers(kind), rootless(kind)].filter((failure) => failure !== undefined);
}

export function isRootless({ SecurityOptions = [], Rootless }: EngineKind): boolean {
    return Rootless === true || SecurityOptions.some((option) => option.includes("rootless"));
}

function otherContainers({ OSType }: EngineKind): PreflightFailure | undefined {
    if (OSType === "linux") return undefined;
    return { problem: `it runs ${OSType} containers`, remedy: "switch Docker to Linux containers" };
}

function rootless(kind: EngineKind): PreflightFailure | undefined {
    if (!isRootless(kind)) return undefined;
    const rootful = kind.Rootless === undefined ? "unix:///var/run/docker.sock" : "unix:///run/podman/podman.sock";
    return {
        problem: "it runs rootless, and K3s needs privileged containers",
        remedy: `use a rootful daemon (DOCKER_HOST=${rootful})`,
    };
}
