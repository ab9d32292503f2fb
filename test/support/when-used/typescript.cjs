// Loads the compiler when it is used: Pulumi's SDK loads it at once, which takes longer than all else in a test file.
module.exports = new Proxy({}, { get: (_, key) => require("typescript")[key] });
