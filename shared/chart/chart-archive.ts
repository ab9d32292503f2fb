import { gunzipSync } from "node:zlib";
import { posix } from "node:path";
import { largestArchive, largestFile, type ChartFile } from "./chart-file";
import { ChartProblem, codeOf } from "./chart-problem";
import { tarEntries } from "./tar";

/** The limit for an unpacked archive: Helm's limit for the files, plus room for tar headers and padding. */
const largestTar = largestArchive + 16 * 2 ** 20;

/**
 * Returns the files in a chart's archive, with paths relative to the archive's top folder.
 *
 * @throws ChartProblem if Helm would not read the archive.
 */
export function archiveFiles(archive: Uint8Array): ChartFile[] {
    const entries = tarEntries(unzipped(archive));
    if (!entries) throw new ChartProblem("is not a whole archive: pack it again (helm package)");
    if (entries.length === 0) throw new ChartProblem("is an archive without a file");
    let total = 0;
    return entries.map(({ name, data }) => {
        total += data.length;
        if (data.length > largestFile)
            throw new ChartProblem(`has ${name}, a file of more than 5 MiB, which Helm does not take`);
        if (total >= largestArchive) throw tooLarge();
        return { name: nameInChart(name), data: withoutMark(data) };
    });
}

/** Decompresses an archive up to a limit, because a few kilobytes can decompress to gigabytes. */
function unzipped(archive: Uint8Array): Buffer {
    if (archive[0] !== 0x1f || archive[1] !== 0x8b) {
        throw new ChartProblem("is neither a folder nor a gzipped archive, as helm package makes them");
    }
    try {
        return gunzipSync(archive, { maxOutputLength: largestTar });
    } catch (error) {
        if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
        throw new ChartProblem("is not a whole gzipped archive: pack it again (helm package)", { cause: error });
    }
}

function tooLarge(): ChartProblem {
    return new ChartProblem("is an archive of more than 100 MiB when it is unpacked, which Helm does not take");
}

/** Returns a file's path relative to the top folder. An archive that was created on Windows may have backslashes. */
function nameInChart(name: string): string {
    const [folder, ...parts] = name.split(name.includes("\\") ? "\\" : "/");
    const joined = parts.join("/");
    const clean = posix.normalize(joined);
    if (folder === "Chart.yaml")
        throw new ChartProblem("is an archive whose Chart.yaml is not in a folder: Helm wants all files in one");
    if (
        joined === "" ||
        clean === "." ||
        joined.startsWith("/") ||
        clean.startsWith("..") ||
        /^[a-zA-Z]:\//.test(clean)
    ) {
        throw new ChartProblem(`is an archive with ${name}, which is outside of the chart's folder`);
    }
    return clean;
}

function withoutMark(data: Uint8Array): Uint8Array {
    return data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data;
}
