import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Where the plugin's start script is. */
export const pluginFolder = join(__dirname, "../../../bin");

/** The processes of the plugin that serve a program in a folder. */
export function pluginProcesses(folder: string): number[] {
    return readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
        .filter((id) => {
            try {
                const isPlugin = readFileSync(`/proc/${id}/cmdline`, "utf8").includes("provider/plugin/main.js");
                return isPlugin && readlinkSync(`/proc/${id}/cwd`) === folder;
            } catch {
                return false; // It has ended meanwhile.
            }
        });
}
