/** @type {import("jest").Config} */
export default {
    testEnvironment: "node",
    // Pulumi's mocks take a second a program, and ten on a machine that is busy elsewhere.
    testTimeout: 120_000,
    // Each program under Pulumi's mocks stays in memory; a worker that has run many is replaced.
    workerIdleMemoryLimit: "1GB",
    testMatch: ["<rootDir>/{sdk,shared,provider,test}/**/*.test.ts"],
    // The shims require the package by its own name; in tests that is the source.
    moduleNameMapper: {
        "^pulumi-k3s$": "<rootDir>/sdk/nodejs/index.ts",
        "^pulumi-k3s/provider$": "<rootDir>/provider/index.ts",
        "/typescript-shim$": "<rootDir>/test/support/when-used/typescript.cjs",
        "^@npmcli/arborist$": "<rootDir>/test/support/when-used/arborist.cjs",
    },
    modulePathIgnorePatterns: ["<rootDir>/dist", "<rootDir>/build"],
    transform: {
        "\\.ts$": [
            "@swc/jest",
            {
                jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2022" },
                // @kubernetes/client-node is ESM only, so import() has to stay import().
                module: { type: "commonjs", ignoreDynamic: true },
            },
        ],
    },
};
