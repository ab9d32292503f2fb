#!/usr/bin/env node
/* eslint-disable @typescript-eslint/no-require-imports -- nothing else may be loaded before this check. */
const { requirements } = require("../cli/doctor/requirements") as typeof import("../cli/doctor/requirements");
const { inRange } = require("../cli/doctor/version-range") as typeof import("../cli/doctor/version-range");

if (inRange(process.version, requirements.node) === "older") {
    process.stderr.write(
        [
            `The plugin k3s cannot start: node is ${process.version}, and it needs ${requirements.node}.`,
            "Next: install a newer Node.js (https://nodejs.org), and put it first on the PATH\n",
        ].join("\n"),
    );
    process.exit(1);
}

const { startLean } = require("./lean-start") as typeof import("./lean-start");
startLean();
const { serve } = require("./serve") as typeof import("./serve");
void serve(process.argv.slice(2));
