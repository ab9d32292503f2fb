import { readFile } from "node:fs/promises";

/**
 * Returns the memory of processes. Pages that several processes share are divided among them (Linux, `smaps_rollup`). A
 * process that has ended counts as 0.
 */
export async function proportionalMebibytes(pids: number[]): Promise<number> {
    let kibibytes = 0;
    for (const pid of pids) {
        const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
        kibibytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
    }
    return kibibytes / 1_024;
}
