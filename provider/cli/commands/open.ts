import { spawn } from "node:child_process";
import { readModel } from "../../model/model";
import { type Resource } from "../../model/resource";
import { type Command, print, printError } from "../command";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { endpointUrl } from "../../model/endpoint-url";
import { oneResource } from "../../model/select";
import { lineOf } from "../resources/table";
import { UsageError } from "../../usage-error";

const description = `
Open an endpoint in the browser, and print its URL. With --print, print it only. Ports that are called https, or are
443, 8443 or 6443, are opened as https, all others as http.
`;

/** What opens a URL on each system. */
const openers: Partial<Record<NodeJS.Platform, [command: string, ...args: string[]]>> = {
    darwin: ["open"],
    win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

export const open: Command = {
    name: "open",
    summary: "Open an endpoint in the browser",
    operands: "<endpoint>",
    description,
    options: { ...modelOptions, print: { type: "boolean", summary: "Print the URL, and open nothing" } },
    exitCodes: "0 opened; 1 there is nothing to open it with; 2 wrong arguments.",
    run: async (given) => {
        const [name, ...more] = given.positionals;
        if (name === undefined || more.length > 0) throw new UsageError("open needs the name of one endpoint");
        const { store } = await readModel(await readModelOptions(given));
        const endpoint = oneResource(store.all(), name, ["endpoint"]);
        if (endpoint.health !== "healthy") printError(lineOf(endpoint));
        const url = urlOf(endpoint);
        print(url);
        return given.options.print === true ? 0 : openUrl(url);
    },
};

/** @internal */
export function urlOf(endpoint: Resource): string {
    const url = endpointUrl(endpoint);
    if (url === undefined) throw new UsageError(`the endpoint ${endpoint.name} has no address on this machine`);
    return url;
}

/** What it opens in goes on when this process has ended. */
async function openUrl(url: string): Promise<number> {
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
