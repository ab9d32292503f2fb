import * as semver from "semver";

/** Compares a version with a range of package.json, such as `^1.2.3`. Undefined if one of them is not valid. */
export function inRange(version: string, range: string): "older" | "within" | "newer" | undefined {
    const given = semver.parse(version);
    const wanted = semver.validRange(range);
    if (!given || wanted === null) return undefined;
    if (semver.satisfies(given, wanted, { includePrerelease: true })) return "within";
    return semver.ltr(given, wanted, { includePrerelease: true }) ? "older" : "newer";
}
