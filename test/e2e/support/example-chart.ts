import { exampleFiles } from "./example-files";

/** The quickstart's chart, to be written into a program of its own. */
export function exampleChart(): Record<string, string> {
    return exampleFiles("quickstart", "chart");
}
