// Loaded before everything else of a Node.js process: its clock is an hour ahead, and only its own.
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
