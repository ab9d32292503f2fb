import { readFileSync } from "node:fs";
import { join } from "node:path";

const files = ["chart/Chart.yaml", "chart/values.yaml", "chart/templates/web.yaml"];

/** The quickstart's chart, to be written into a program of its own. */
export function exampleChart(): Record<string, string> {
    const folder = join(__dirname, "../../../examples/quickstart");
    return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
}
