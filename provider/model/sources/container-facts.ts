import type Docker from "dockerode";

/** The facts about a container. They leave out its environment and its arguments, which may contain secrets. */
export interface ContainerFacts {
    state: string;
    exitCode: number;
    outOfMemory: boolean;
    /** Why Docker could not start the container. Empty if it could. */
    error: string;
    /** How often Docker has restarted the container since it was created. */
    restarts: number;
    /** Absent if the container has no health check. */
    health?: string;
    startedAt: string;
    finishedAt: string;
    image: string;
    ports: string[];
    mounts: string[];
    networks: string[];
}

export function containerFacts(details: Docker.ContainerInspectInfo): ContainerFacts {
    const { State, RestartCount, Config, HostConfig, NetworkSettings, Mounts } = details;
    const { Status, ExitCode, OOMKilled, StartedAt, FinishedAt, Health } = State;
    const temporary = Object.keys((HostConfig.Tmpfs ?? {}) as object).map((path) => `tmpfs at ${path}`);
    return {
        state: Status,
        exitCode: ExitCode,
        outOfMemory: OOMKilled,
        error: State.Error,
        restarts: RestartCount,
        health: Health?.Status,
        startedAt: StartedAt,
        finishedAt: FinishedAt,
        image: Config.Image,
        ports: portsOf((HostConfig.PortBindings ?? {}) as PortBindings),
        mounts: [...((Mounts as Mount[] | null) ?? []).map(mounted), ...temporary],
        networks: Object.entries((NetworkSettings.Networks as Networks | null) ?? {}).map(([name, { IPAddress }]) =>
            `${name} ${IPAddress}`.trim(),
        ),
    };
}

/** The facts about a container that a list of containers contains; the others are empty. */
export function listedFacts({ State, Image }: Docker.ContainerInfo): ContainerFacts {
    return {
        ...{ state: State, exitCode: 0, outOfMemory: false, error: "", restarts: 0, startedAt: "", finishedAt: "" },
        ...{ image: Image, ports: [], mounts: [], networks: [] },
    };
}

/** Describes in a few words what is wrong with a container. Undefined if nothing is. */
export function containerProblem(facts: ContainerFacts): string | undefined {
    const { state, outOfMemory, restarts, health } = facts;
    if (state !== "running") return notRunning(facts);
    if (outOfMemory) return "had a process killed because its memory was used up";
    if (health === "unhealthy") return "runs, but its health check fails";
    return restarts > 0 ? `runs, but was restarted by Docker, ${restarts} times` : undefined;
}

function notRunning({ state, exitCode, outOfMemory, error, finishedAt }: ContainerFacts): string {
    const memory = outOfMemory ? ", killed because its memory was used up" : "";
    const why = error === "" ? "" : `: ${error}`;
    switch (state) {
        case "exited":
            return `is stopped, with exit code ${exitCode} at ${finishedAt}${memory}${why}`;
        case "restarting":
            return `ends again and again, the last time with exit code ${exitCode} at ${finishedAt}${memory}${why}`;
        case "created":
            return `was never started${why}`;
        default:
            return `is ${state}${why}`;
    }
}

/** The ports as requested, since a stopped container has these too. */
type PortBindings = Record<string, { HostIp?: string; HostPort?: string }[] | null>;

function portsOf(bindings: PortBindings): string[] {
    return Object.entries(bindings).flatMap(([port, hosts]) =>
        (hosts ?? []).map(({ HostIp = "", HostPort = "" }) => `${HostIp}:${HostPort} to ${port}`),
    );
}

type Networks = Docker.ContainerInspectInfo["NetworkSettings"]["Networks"];
type Mount = Docker.ContainerInspectInfo["Mounts"][number];

function mounted({ Type, Name, Source, Destination, RW }: Mount): string {
    // The name of an anonymous volume is 64 hexadecimal digits.
    const from = Type === "volume" ? (Name ?? "").replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, "$1…") : Source;
    return `${Type} ${from} at ${Destination}${RW ? "" : ", read only"}`;
}
