import { ok, type Verdict } from "./check";

/** The least number of processors of a server in K3s's requirements. */
const wanted = 2;

/** Checks whether the engine's machine has enough processors for a server. */
export function checkProcessors(count: number | undefined): Verdict {
    if (count === undefined || count === 0) {
        return {
            state: "unknown",
            found: "the engine does not report it",
            consequence: `K3s asks for ${wanted} for a server: with less, a start may take longer than timeoutSeconds`,
            next: "run on its machine: nproc",
        };
    }
    if (count >= wanted) return ok(String(count));
    return {
        state: "warning",
        found: String(count),
        consequence: `K3s asks for ${wanted} for a server: a start may take longer than timeoutSeconds`,
        next: "give the engine's machine one more, or raise timeoutSeconds of the Cluster",
    };
}
