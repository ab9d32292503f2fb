const { join } = require("node:path");

// Pulumi's SDK loads npm's resolver for what only programs with packages to upload need.
const library = join(__dirname, "../../../node_modules/@npmcli/arborist");
module.exports = new Proxy({ __esModule: true }, { get: (own, key) => own[key] ?? require(library)[key] });
