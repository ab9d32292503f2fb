import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Where the plugin's start script is. */
export const pluginFolder = join(__dirname, "../../../bin");

/** The processes of the plugin that serve a program in a folder. */
export const pluginProcesses = (folder: string): number[] => processesIn(folder, /provider\/plugin\/main\.js/);

/** Processes that work in a folder, by their command line. */
export function processesIn(folder: string, command: RegExp): number[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((id) => {
            try {
                const isNamed = command.test(readFileSync(`/proc/${id}/cmdline`, "utf8"));
                return isNamed && readlinkSync(`/proc/${id}/cwd`) === folder;
            } catch {
                return false; // It has ended meanwhile.
            }
        });
}
