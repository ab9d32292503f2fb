const { join } = require("node:path");

// Loads npm's resolver when it is used: Pulumi's SDK always loads it, but only programs that upload packages need it.
const library = join(__dirname, "../../../node_modules/@npmcli/arborist");
module.exports = new Proxy({ __esModule: true }, { get: (own, key) => own[key] ?? require(library)[key] });
