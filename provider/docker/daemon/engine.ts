import { type PreflightFailure } from "../preflight-failure";

/** The version that a daemon reports (`GET /version`). */
export interface EngineVersion {
    Version: string;
    ApiVersion: string;
    Components?: { Name: string }[];
}

/** The part of `GET /info` that identifies a daemon. */
export interface EngineInfo {
    ID: string;
    Name: string;
    DockerRootDir?: string;
    /** Reported by Podman only. */
    BuildahVersion?: string;
}

/**
 * Returns an identity that stays the same for the life of a daemon. Podman invents a new ID for each answer, but its
 * machine and its storage stay.
 */
export function daemonIdentity({ ID, Name, DockerRootDir = "", BuildahVersion }: EngineInfo): string {
    return BuildahVersion === undefined ? ID : `podman:${Name}:${DockerRootDir}`;
}

/** Returns the kind of engine. Podman answers Docker's API, but differs in some answers. */
export function engineOf({ BuildahVersion }: EngineInfo): "docker" | "podman" {
    return BuildahVersion === undefined ? "docker" : "podman";
}

/** Returns why an engine is too old and what to do, or undefined when it is new enough. */
export function tooOld({ Version, ApiVersion, Components = [] }: EngineVersion): PreflightFailure | undefined {
    if (Components.some(({ Name }) => Name === "Podman Engine")) {
        if (Number.parseInt(Version) >= 4) return undefined;
        return {
            problem: `it is Podman ${Version}, whose networks give containers no names by themselves`,
            remedy: "update it to 4.0 or newer, or use Docker",
        };
    }
    const [major = 0, minor = 0] = ApiVersion.split(".").map(Number);
    if (major > 1 || minor >= 41) return undefined;
    return {
        problem: `it is Docker ${Version} (API ${ApiVersion}), which knows no private cgroup namespaces`,
        remedy: "update it to 20.10 (API 1.41) or newer",
    };
}
