/** A file of a chart. */
export interface ChartFile {
    /** The file's path in the chart, with slashes. */
    name: string;
    data: Uint8Array;
}

/** Helm's limits for one file and for all files of an archive. */
export const largestFile = 5 * 2 ** 20;
export const largestArchive = 100 * 2 ** 20;
