import { Failure } from "../../failure";
import { type Outcome } from "./outcome";
import { ok, type Verdict } from "./check";
import { inRange } from "./version-range";

/**
 * Checks whether there is a Pulumi CLI that is new enough.
 *
 * @param range the package's range for `@pulumi/pulumi`, which has the same versions as the CLI.
 */
export function checkPulumi(version: Outcome<string>, range: string): Verdict {
    const next = `install a Pulumi CLI of ${range} (https://www.pulumi.com/docs/install)`;
    if (version.problem) return notFound(version.problem, next);
    const found = version.value.replace(/^v/, "");
    switch (inRange(found, range)) {
        case "within":
            return ok(`${found} (wanted: ${range})`);
        case "older":
            return {
                state: "problem",
                found: `${found}, older than ${range}`,
                consequence: "it lacks features that the package uses",
                next,
            };
        case "newer":
            return {
                state: "warning",
                found: `${found}, newer than ${range}`,
                consequence: "the package is not tested with it",
                next,
            };
        case undefined:
            return {
                state: "unknown",
                found: `"pulumi version" says ${JSON.stringify(found)}`,
                consequence: `the package needs ${range}`,
                next,
            };
    }
}

function notFound(problem: Error, next: string): Verdict {
    if (problem instanceof Failure) {
        const found = problem.what.replace(/\.$/, "");
        return {
            state: "problem",
            found,
            consequence: "pulumi up needs it",
            next: problem.next ?? next,
        };
    }
    return {
        state: "unknown",
        found: `"pulumi version": ${problem.message}`,
        consequence: "pulumi up may not work either",
        next: "run pulumi version, and correct what it reports",
    };
}
