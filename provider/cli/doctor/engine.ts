import { type DockerEndpoint } from "../../../shared/docker/endpoint";
import { type EngineInfo, engineOf, type EngineVersion } from "../../docker/daemon/engine";
import { enginePreflightFailures, type EngineKind } from "../../docker/daemon/engine-preflight";
import { Failure } from "../../failure";
import { type Outcome } from "./outcome";
import { ok, type Verdict } from "./check";

/** An engine that answered. */
export interface Engine {
    endpoint: DockerEndpoint;
    version: EngineVersion;
    info: EngineDetails;
    /** Whether it publishes ports on another machine. */
    isRemote: boolean;
    /**
     * Whether this process sees the engine's kernel and files: the engine is not in a virtual machine, and this process
     * is not in a container.
     */
    isInSight: boolean;
}

/** An engine's information about itself and its machine (`GET /info`). */
export interface EngineDetails extends EngineInfo, EngineKind {
    CgroupVersion?: string;
    KernelVersion?: string;
    NCPU?: number;
    MemTotal?: number;
    MemoryLimit?: boolean;
    CPUShares?: boolean;
    CPUSet?: boolean;
    HttpProxy?: string;
    HttpsProxy?: string;
    NoProxy?: string;
}

/** Checks whether there is an engine that can run clusters. */
export function checkEngine(engine: Outcome<Engine>): Verdict {
    if (engine.problem) return notUsable(engine.problem);
    const { endpoint, version, info, isRemote } = engine.value;
    const found = `${engineName(info)} ${version.Version} (API ${version.ApiVersion}) at ${endpoint.host} (from ${endpoint.source})`;
    const failures = enginePreflightFailures(version, info);
    if (failures.length === 0) return ok(isRemote ? `${found}, on another machine` : found);
    return {
        state: "problem",
        found,
        consequence: `pulumi up refuses it: ${failures.map(({ problem }) => problem).join("; ")}`,
        next: failures.map(({ remedy }) => remedy).join("; "),
    };
}

function engineName(info: EngineInfo): string {
    return engineOf(info) === "podman" ? "Podman" : "Docker";
}

function notUsable(problem: Error): Verdict {
    const [what, next] = problem instanceof Failure ? [problem.what, problem.next] : [problem.message, undefined];
    return {
        state: "problem",
        found: what.trim().replace(/\.$/, ""),
        consequence: "pulumi up fails with this before anything is created",
        next: next ?? "name another daemon: --docker-host, DOCKER_HOST, docker context use",
    };
}
