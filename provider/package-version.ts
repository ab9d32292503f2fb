/* eslint-disable @typescript-eslint/no-require-imports -- the package's own file, wherever it was compiled to. */
const { version } = require("pulumi-k3s/package.json") as { version: string };

/** The version of this package. */
export const packageVersion = version;
