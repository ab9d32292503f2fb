/** A file of a chart. */
export interface ChartFile {
    /** Its path in the chart, with slashes. */
    name: string;
    data: Uint8Array;
}

/** Helm's own limits. */
export const largestFile = 5 * 2 ** 20;
export const largestArchive = 100 * 2 ** 20;
