/**
 * Reports whether a change from one K3s version (`v1.36.0-k3s1`) to another is a downgrade; false when either is not
 * such a version.
 */
export function isDowngrade(from: string | undefined, to: string | undefined): boolean {
    const old = numbers(from);
    const next = numbers(to);
    if (!old || !next) return false;
    const first = old.findIndex((number, index) => number !== next[index]);
    return first >= 0 && (next[first] ?? 0) < (old[first] ?? 0);
}

function numbers(version: string | undefined): number[] | undefined {
    const match = /^v(\d+)\.(\d+)\.(\d+)(?:[-+]k3s(\d+))?/.exec(version ?? "");
    return match?.slice(1).map((part) => Number(part));
}
