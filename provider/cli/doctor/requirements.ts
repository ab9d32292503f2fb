/* eslint-disable @typescript-eslint/no-require-imports -- the package's own file, wherever it was compiled to. */
const { engines, peerDependencies } = require("pulumi-k3s/package.json") as {
    engines: { node: string };
    peerDependencies: { "@pulumi/pulumi": string };
};

/** The version ranges in this package's package.json. */
export const requirements = { node: engines.node, pulumi: peerDependencies["@pulumi/pulumi"] };
