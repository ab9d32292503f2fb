import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** The folder with the plugin's start script. */
export const pluginFolder = join(__dirname, "../../../bin");

/** Returns the IDs of the plugin's processes that serve the program in a folder. */
export const pluginProcesses = (folder: string): number[] => processesIn(folder, /provider\/plugin\/main\.js/);

/** Returns the IDs of processes whose working directory is a folder and whose command line matches. */
export function processesIn(folder: string, command: RegExp): number[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((id) => {
            try {
                const isNamed = command.test(readFileSync(`/proc/${id}/cmdline`, "utf8"));
                return isNamed && readlinkSync(`/proc/${id}/cwd`) === folder;
            } catch {
                return false; // The process has ended meanwhile.
            }
        });
}
