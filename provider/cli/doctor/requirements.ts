/* eslint-disable @typescript-eslint/no-require-imports -- the package's own file, wherever it was compiled to. */
const { engines, peerDependencies } = require("pulumi-k3s/package.json") as {
    engines: { node: string };
    peerDependencies: { "@pulumi/pulumi": string };
};

/** The versions that this package is made for, as its package.json says. */
export const requirements = { node: engines.node, pulumi: peerDependencies["@pulumi/pulumi"] };
