/** A version against a range as package.json has it, `^1.2.3` or `>=1.2`; undefined where one of them says something else. */
export function inRange(version: string, range: string): "older" | "within" | "newer" | undefined {
    const [, sign, ...wanted] = /^(\^|>=)(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(range) ?? [];
    const [, ...given] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
    if (given.length === 0 || sign === undefined) return undefined;
    const [has, wants] = [numbers(given), numbers(wanted)];
    if (compare(has, wants) < 0) return "older";
    return sign === "^" && has[0] !== wants[0] ? "newer" : "within";
}

function numbers(parts: (string | undefined)[]): number[] {
    return parts.map((part = "0") => Number(part));
}

function compare(one: number[], other: number[]): number {
    const index = one.findIndex((number, place) => number !== other[place]);
    return index < 0 ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
