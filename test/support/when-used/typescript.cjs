// Pulumi's SDK loads the compiler as soon as it is loaded itself, which takes each test file longer than all else in it.
module.exports = new Proxy({}, { get: (_, key) => require("typescript")[key] });
