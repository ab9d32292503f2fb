import { ChartProblem } from "./chart-problem";
import { goPattern } from "./glob";

/** Returns whether a chart's `.helmignore` excludes a path. */
export type IgnoreRules = (path: string, isFolder: boolean) => boolean;

interface Pattern {
    isNegated: boolean;
    foldersOnly: boolean;
    /** Takes the path in the chart, with slashes. */
    matches: (path: string) => boolean;
}

/** A pattern that Helm applies to every chart: it excludes hidden templates. */
const always = "templates/.?*";

/**
 * Parses a `.helmignore`. Its rules differ from those of a `.gitignore`: the first rule that excludes a path decides,
 * and a negated rule excludes every path that it does not match.
 *
 * @throws ChartProblem if Helm does not accept a pattern.
 */
export function ignoreRules(text: string): IgnoreRules {
    const lines = text.replace(/^\uFEFF/, "").split("\n");
    const patterns = [...lines, always].flatMap((line, index) => patternOf(line.trim(), index + 1));
    return (path, isFolder) => {
        for (const { isNegated, foldersOnly, matches } of patterns) {
            const isMeant = !foldersOnly || isFolder;
            if (isNegated && !(isMeant && matches(path))) return true;
            if (!isNegated && isMeant && matches(path)) return true;
        }
        return false;
    };
}

function patternOf(line: string, number: number): Pattern[] {
    if (line === "" || line.startsWith("#")) return [];
    const where = `has a .helmignore whose line ${number}`;
    if (line.includes("**")) throw new ChartProblem(`${where} has **, which Helm does not take: write a folder's name`);
    if (!goPattern(line)) throw new ChartProblem(`${where} is a pattern that Helm does not take`);
    const isNegated = line.startsWith("!");
    const foldersOnly = line.endsWith("/");
    const rule = line.slice(isNegated ? 1 : 0).replace(/\/$/, "");
    // Without `!` and slashes, a pattern that Helm accepts can become invalid. Then it matches nothing.
    const expression = goPattern(rule.replace(/^\//, ""));
    const name = rule.includes("/") ? (path: string) => path : (path: string) => path.slice(path.lastIndexOf("/") + 1);
    return [{ isNegated, foldersOnly, matches: (path) => expression?.test(name(path)) ?? false }];
}
