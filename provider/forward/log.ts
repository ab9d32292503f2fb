import { appendFileSync, readFileSync, renameSync, statSync } from "node:fs";
import { logPath } from "../../shared/forwarder-paths";

const longest = 1 << 20;

/** A log in a file, with one older part. A line that cannot be written is lost, without an error. */
export class Log {
    constructor(private readonly path: string) {}

    write(line: string): void {
        try {
            this.rotate();
            appendFileSync(this.path, `${new Date().toISOString()} ${line}\n`, { mode: 0o600 });
        } catch {
            // A full disk must not end the forwarder.
        }
    }

    private rotate(): void {
        if ((statSync(this.path, { throwIfNoEntry: false })?.size ?? 0) > longest)
            renameSync(this.path, `${this.path}.1`);
    }
}

/** Returns the last lines that a forwarder wrote. */
export function logTail(folder: string, count: number): string[] {
    try {
        return readFileSync(logPath(folder), "utf8").trimEnd().split("\n").slice(-count);
    } catch {
        return [];
    }
}
