import { readFile } from "node:fs/promises";

/** Pages that several processes share are counted once among them (Linux, `smaps_rollup`); one that has ended counts nothing. */
export async function proportionalMebibytes(pids: number[]): Promise<number> {
    let kibibytes = 0;
    for (const pid of pids) {
        const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
        kibibytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
    }
    return kibibytes / 1_024;
}
