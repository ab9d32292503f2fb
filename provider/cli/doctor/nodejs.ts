import { ok, type Verdict } from "./check";
import { inRange } from "./version-range";

/**
 * Checks whether Node.js is new enough.
 *
 * @param range the range in the package's `engines`.
 */
export function checkNodejs(version: string, range: string): Verdict {
    if (inRange(version, range) !== "older") return ok(`${version} (wanted: ${range})`);
    return {
        state: "problem",
        found: `${version}, older than ${range}`,
        consequence: "the package uses features that it lacks",
        next: `install Node.js ${range}, and put it first on the PATH`,
    };
}
