import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const examples = join(__dirname, "../../../examples");

/** Returns the files at some paths of an example, to write them into a test's program. */
export function exampleFiles(example: string, ...paths: string[]): Record<string, string> {
    const cwd = join(examples, example);
    const files = globSync(
        paths.flatMap((path) => [path, `${path}/**`]),
        { cwd },
    ).filter((path) => statSync(join(cwd, path)).isFile());
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(cwd, path), "utf8")]));
}
