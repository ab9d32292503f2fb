import { ChartProblem } from "./chart-problem";
import { goPattern } from "./glob";

/** The rules of a chart's `.helmignore`. */
export type IgnoreRules = (path: string, isFolder: boolean) => boolean;

interface Pattern {
    isNegated: boolean;
    foldersOnly: boolean;
    /** Of the path in the chart, with slashes. */
    matches: (path: string) => boolean;
}

/** Helm leaves hidden templates out of every chart. */
const always = "templates/.?*";

/**
 * The rules of a `.helmignore`, which are not those of a `.gitignore`: they are asked one after the other until one has the
 * answer, and a negated one leaves out all that it does not match.
 *
 * @throws ChartProblem where Helm does not take a pattern.
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
    // What is left of a pattern that Helm takes may be one that it does not, and then matches nothing.
    const expression = goPattern(rule.replace(/^\//, ""));
    const name = rule.includes("/") ? (path: string) => path : (path: string) => path.slice(path.lastIndexOf("/") + 1);
    return [{ isNegated, foldersOnly, matches: (path) => expression?.test(name(path)) ?? false }];
}
