import { cgroupV1Refused } from "../../docker/daemon/cgroup-version";
import { isRootless } from "../../docker/daemon/engine-preflight";
import { ok, type Verdict } from "./check";
import { type EngineDetails } from "./engine";

/** Checks whether the engine has the cgroups that K3s and the kubelet need. */
export function checkCgroups(info: EngineDetails, nodeImage: string): Verdict {
    const { CgroupVersion } = info;
    if (CgroupVersion === undefined) {
        return {
            state: "unknown",
            found: "the engine does not report its version",
            consequence: "Kubernetes 1.35 and newer do not start on cgroup v1",
            next: "run on its machine: stat -fc %T /sys/fs/cgroup (cgroup2fs is v2)",
        };
    }
    const found = `cgroup v${CgroupVersion}`;
    const missing = missingControllers(info);
    if (missing.length > 0) return withoutControllers(found, missing, isRootless(info));
    const refusal = cgroupV1Refused({ nodeImage, acceptsCgroupV1: false }, info);
    if (refusal) {
        return {
            state: "problem",
            found,
            consequence: `pulumi up refuses the engine: ${refusal.problem}`,
            next: refusal.remedy,
        };
    }
    if (CgroupVersion !== "1") return ok(found);
    return {
        state: "warning",
        found,
        consequence: "Kubernetes 1.35 and newer do not start on it",
        next: "boot the host with cgroup v2, or stay with version v1.34 or older",
    };
}

/** Returns the controllers that K3s needs to start and that the engine reports as missing. */
function missingControllers({ CPUShares, CPUSet, MemoryLimit }: EngineDetails): string[] {
    const controllers = { cpu: CPUShares, cpuset: CPUSet, memory: MemoryLimit };
    return Object.entries(controllers).flatMap(([name, isThere]) => (isThere === false ? [name] : []));
}

function withoutControllers(version: string, missing: string[], rootless: boolean): Verdict {
    return {
        state: "problem",
        found: `${version} without ${missing.join(", ")}${rootless ? ", which the rootless engine was not delegated" : ""}`,
        consequence: "K3s does not start without them",
        next: rootless
            ? "use a rootful daemon, which has them all"
            : "add cgroup_enable=cpuset cgroup_enable=memory cgroup_memory=1 to the kernel's command line, and boot again",
    };
}
