import { execFile } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { promisify } from "node:util";
import { controlPath, pidPath } from "../../shared/forwarder-paths";

const run = promisify(execFile);

/**
 * Kills the forwarder of a folder that does not answer. Checks its command line first, because another process may have
 * its pid by now.
 */
export async function endForwarder(folder: string): Promise<void> {
    const pid = Number(await readFile(pidPath(folder), "utf8").catch(() => ""));
    if (Number.isInteger(pid) && pid > 1 && (await commandLine(pid)).includes(folder)) process.kill(pid, "SIGKILL");
    if (process.platform !== "win32") await rm(controlPath(folder), { force: true });
}

async function commandLine(pid: number): Promise<string> {
    const query = `(Get-CimInstance Win32_Process -Filter ProcessId=${pid}).CommandLine`;
    const asked =
        process.platform === "win32"
            ? run("powershell", ["-NoProfile", "-Command", query])
            : run("ps", ["-ww", "-o", "args=", "-p", String(pid)]);
    return asked.then(
        ({ stdout }) => stdout,
        () => "",
    );
}
