import { spawn } from "node:child_process";
import { printError } from "../command";

/** What opens a URL on each system. */
const openers: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
    darwin: ["open"],
    win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens it in the browser, which goes on when this process has ended; the exit code. */
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
