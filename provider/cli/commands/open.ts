import { readModel } from "../../model/model";
import { type Command, print, printError } from "../command";
import { modelOptions, readModelOptions } from "../resources/model-options";
import { oneResource } from "../../model/select";
import { urlOf } from "../../model/url-of";
import { lineOf } from "../resources/table";
import { openUrl } from "../terminal/open-url";
import { UsageError } from "../../usage-error";

const description = `
Open an endpoint in the browser, and print its URL. With --print, print it only. It is opened as https where its Service
says so of the port (appProtocol), or where the port is called https or tls, or is 443, 8443 or 6443; else as http.
`;

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
