// Loaded before everything else of a Node.js process: its clock is an hour ahead, and only its own. It leaves a line in the
// file HOUR_AHEAD_TRACE, so that a test knows who had that clock.
const { appendFileSync } = require("node:fs");

const hourMs = 3_600_000;
const SystemDate = Date;
globalThis.Date = class extends SystemDate {
    constructor(...parts) {
        super(...(parts.length > 0 ? parts : [SystemDate.now() + hourMs]));
    }
    static now() {
        return SystemDate.now() + hourMs;
    }
};

const { HOUR_AHEAD_TRACE: trace } = process.env;
const minutes = Math.round((Date.now() - SystemDate.now()) / 60_000);
if (trace) appendFileSync(trace, `${process.argv.slice(1).join(" ")}: ${minutes} min ahead\n`);
