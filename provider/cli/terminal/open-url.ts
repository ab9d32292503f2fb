import { spawn } from "node:child_process";
import { printError } from "../command";

/** The commands that open a URL on each system. */
const openers: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
    darwin: ["open"],
    win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens a URL in the browser, which continues after the end of this process. Returns the exit code of the command. */
export async function openUrl(url: string): Promise<number> {
    const [command, ...args] = openers[process.platform] ?? ["xdg-open"];
    const child = spawn(command, [...args, url], { stdio: "ignore", detached: true });
    const { promise, resolve } = Promise.withResolvers<number>();
    child.once("error", (error) => {
        printError(`${command} cannot be started (${error.message}): open the address yourself`);
        resolve(1);
    });
    child.once("spawn", () => {
        child.unref();
        resolve(0);
    });
    return promise;
}
