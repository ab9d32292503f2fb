// Lets Node.js load the TypeScript sources, compiled in the same way as for the tests.
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");

require.extensions[".ts"] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, "utf8"), {
        filename,
        sourceMaps: "inline",
        swcrc: false,
        jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2022" },
        // @kubernetes/client-node is ESM only, so import() has to stay import().
        module: { type: "commonjs", ignoreDynamic: true },
    });
    module._compile(code, filename);
};
