import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const examples = join(__dirname, "../../../examples");

/** The files of an example below these paths of it, to be written into a program of its own. */
export function exampleFiles(example: string, ...paths: string[]): Record<string, string> {
    const cwd = join(examples, example);
    const files = globSync(
        paths.flatMap((path) => [path, `${path}/**`]),
        { cwd },
    ).filter((path) => statSync(join(cwd, path)).isFile());
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(cwd, path), "utf8")]));
}
