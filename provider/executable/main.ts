import { basename } from "node:path";
import { asForwarder } from "../forward/forwarder-command";

/* eslint-disable @typescript-eslint/no-require-imports -- of the three no more is loaded than what is asked for. */

// The whole package as one executable, which is what it is called as: Pulumi's plugin, its tool, or the forwarder.
if (process.argv[2] === asForwarder) {
    process.argv.splice(2, 1);
    require("../forward/main");
} else if (basename(process.execPath).startsWith("pulumi-tool-")) {
    require("../cli/main");
} else {
    require("../plugin/main");
}
