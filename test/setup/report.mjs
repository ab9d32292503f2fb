// What jest's reports say, as the scripts beside this one read them.
import { relative } from "node:path";

/** A test or a file. */
export const isFailed = ({ status }) => status === "failed";

/** A file that breaks down outside of its tests has failed by itself. */
export function failuresOf({ name, message, assertionResults }) {
    const file = relative(process.cwd(), name);
    const tests = assertionResults.filter(isFailed);
    if (tests.length === 0) return [{ file, test: "outside of its tests", message }];
    return tests.map(({ fullName, failureMessages }) => ({ file, test: fullName, message: failureMessages[0] ?? "" }));
}
