/** Returns whether a chart is given as a path, not as a name in a repository or an OCI reference. */
export function isLocalChart(chart: string): boolean {
    return /^(\.|\/|[a-zA-Z]:[\\/])/.test(chart);
}
