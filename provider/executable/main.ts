import { basename } from "node:path";
import { asForwarder } from "../forward/forwarder-command";

/* eslint-disable @typescript-eslint/no-require-imports -- loads only the one of the three that is needed. */

// The whole package as one executable. Its name and its arguments decide what it is: Pulumi's plugin, Pulumi's tool, or
// the forwarder.
if (process.argv[2] === asForwarder) {
    process.argv.splice(2, 1);
    require("../forward/main");
} else if (basename(process.execPath).startsWith("pulumi-tool-")) {
    require("../cli/main");
} else {
    require("../plugin/main");
}
