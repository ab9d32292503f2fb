import * as semver from "semver";

/** A version against a range as package.json has it, such as `^1.2.3`; undefined where one of them says something else. */
export function inRange(version: string, range: string): "older" | "within" | "newer" | undefined {
    const given = semver.parse(version);
    const wanted = semver.validRange(range);
    if (!given || wanted === null) return undefined;
    if (semver.satisfies(given, wanted, { includePrerelease: true })) return "within";
    return semver.ltr(given, wanted, { includePrerelease: true }) ? "older" : "newer";
}
