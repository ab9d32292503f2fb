import { type PreflightFailure } from "../preflight-failure";

/** What a daemon says of itself (`GET /version`). */
export interface EngineVersion {
    Version: string;
    ApiVersion: string;
    Components?: { Name: string }[];
}

/** What tells daemons apart, of all that they say of their machine (`GET /info`). */
export interface EngineInfo {
    ID: string;
    Name: string;
    DockerRootDir?: string;
    /** Of Podman alone. */
    BuildahVersion?: string;
}

/** The same for the life of a daemon. Podman makes a new ID up for each answer; its machine and its storage stay. */
export function daemonIdentity({ ID, Name, DockerRootDir = "", BuildahVersion }: EngineInfo): string {
    return BuildahVersion === undefined ? ID : `podman:${Name}:${DockerRootDir}`;
}

/** Podman answers in Docker's place, but tells some things otherwise. */
export function engineOf({ BuildahVersion }: EngineInfo): "docker" | "podman" {
    return BuildahVersion === undefined ? "docker" : "podman";
}

/** Why an engine is too old, and what to do; undefined when it is not. */
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
