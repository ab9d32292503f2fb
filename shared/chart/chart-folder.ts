import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from "node:fs";
import { join } from "node:path";
import { ChartProblem, codeOf } from "./chart-problem";
import { largestFile, type ChartFile } from "./chart-file";
import { ignoreRules, type IgnoreRules } from "./ignore-rules";

/**
 * Returns the files in a chart's folder that Helm reads, in Helm's order. Follows symbolic links and skips files that
 * `.helmignore` excludes.
 *
 * @throws ChartProblem if Helm would not read the folder.
 */
export function folderFiles(folder: string): ChartFile[] {
    const rules = ignoreRules(ignoreFile(join(folder, ".helmignore")));
    return filesBelow(folder, "", [realpathSync.native(folder)], rules);
}

function ignoreFile(path: string): string {
    try {
        return readFileSync(path, "utf8");
    } catch (error) {
        if (codeOf(error) === "ENOENT") return "";
        throw new ChartProblem(`has a .helmignore that cannot be read: ${codeOf(error)}`, { cause: error });
    }
}

/** @param within the real paths of the folders above: a link to one of them would be a loop. */
function filesBelow(folder: string, prefix: string, within: string[], rules: IgnoreRules): ChartFile[] {
    return entriesOf(folder, prefix).flatMap((entry) => {
        const name = prefix + entry;
        const path = join(folder, entry);
        const { stats, target } = resolved(path, name);
        if (rules(name, stats.isDirectory())) return [];
        if (!stats.isDirectory()) return [regularFile(path, name, stats)];
        const real = target ?? join(within.at(-1) ?? "", entry);
        if (within.includes(real)) throw new ChartProblem(`has ${name}, a symbolic link to a folder that it is in`);
        return filesBelow(path, `${name}/`, [...within, real], rules);
    });
}

function entriesOf(folder: string, prefix: string): string[] {
    try {
        return readdirSync(folder).sort();
    } catch (error) {
        throw new ChartProblem(`has a folder that cannot be read, ${prefix || "itself"}: ${codeOf(error)}`, {
            cause: error,
        });
    }
}

/** Returns the file that a path leads to. Follows links before `.helmignore` is applied, because Helm does so too. */
function resolved(path: string, name: string): { stats: Stats; target?: string } {
    try {
        const stats = lstatSync(path);
        if (!stats.isSymbolicLink()) return { stats };
        const target = realpathSync.native(path);
        return { stats: lstatSync(target), target };
    } catch (error) {
        const why = linkProblems[codeOf(error)] ?? `which cannot be read: ${codeOf(error)}`;
        throw new ChartProblem(`has ${name}, ${why}`, { cause: error });
    }
}

const linkProblems: Record<string, string> = {
    ENOENT: "a symbolic link that leads nowhere",
    ELOOP: "a circle of symbolic links",
};

function regularFile(path: string, name: string, stats: Stats): ChartFile {
    if (!stats.isFile()) {
        throw new ChartProblem(
            `has ${name}, which is ${kindOf(stats)}: Helm takes files alone; remove it, or name it in .helmignore`,
        );
    }
    if (stats.size > largestFile) throw tooLarge(name);
    try {
        return { name, data: readFileSync(path) };
    } catch (error) {
        throw new ChartProblem(`has ${name}, which cannot be read: ${codeOf(error)}`, { cause: error });
    }
}

function tooLarge(name: string): ChartProblem {
    return new ChartProblem(`has ${name}, a file of more than 5 MiB, which Helm does not take: name it in .helmignore`);
}

function kindOf(stats: Stats): string {
    if (stats.isSocket()) return "a socket";
    return stats.isFIFO() ? "a named pipe" : "a device";
}
