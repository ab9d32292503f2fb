/** Formats how long ago a time was, in the style of kubectl: `42s`, `5m`, `3h`, `2d`. Empty if it is not known. */
export function ageOf(since: string | undefined, now: Date): string {
    const seconds = Math.floor((now.getTime() - Date.parse(since ?? "")) / 1_000);
    if (Number.isNaN(seconds) || seconds < -86_400 * 365) return "";
    if (seconds < 120) return `${Math.max(0, seconds)}s`;
    if (seconds < 7_200) return `${Math.floor(seconds / 60)}m`;
    if (seconds < 172_800) return `${Math.floor(seconds / 3_600)}h`;
    return `${Math.floor(seconds / 86_400)}d`;
}
