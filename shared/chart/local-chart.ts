/** Whether a chart is named by a path; anything else is a name in a repository or an OCI reference. */
export function isLocalChart(chart: string): boolean {
    return /^(\.|\/|[a-zA-Z]:[\\/])/.test(chart);
}
