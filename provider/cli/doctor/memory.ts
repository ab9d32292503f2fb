import { leastMemoryMebibytes } from "../../../shared/cluster-defaults";
import { inUnits } from "../endpoints/columns";
import { ok, type Verdict } from "./check";

const mebibyte = 2 ** 20;
/** The least memory of a server in K3s's requirements. */
const wanted = 2_048 * mebibyte;

/** Checks whether the engine's machine has enough memory for a node. */
export function checkMemory(bytes: number | undefined): Verdict {
    if (bytes === undefined || bytes === 0) {
        return {
            state: "unknown",
            found: "the engine does not report it",
            consequence: `a server takes ${inUnits(wanted)}, and the workloads need more`,
            next: "run on its machine: free -h",
        };
    }
    const found = inUnits(bytes);
    const least = leastMemoryMebibytes * mebibyte;
    const next = "give the engine's machine more (with Docker Desktop: Settings, Resources; colima start --memory 4)";
    if (bytes < least) {
        return { state: "problem", found, consequence: `a node does not start with less than ${inUnits(least)}`, next };
    }
    if (bytes >= wanted) return ok(found);
    const consequence = `K3s asks for ${inUnits(wanted)} for a server: with less, pods are killed or not scheduled`;
    return { state: "warning", found, consequence, next };
}
