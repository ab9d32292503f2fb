import { exampleFiles } from "./example-files";

/** Returns the files of the quickstart's chart, to write them into a test's program. */
export function exampleChart(): Record<string, string> {
    return exampleFiles("quickstart", "chart");
}
