import { createRequire } from "node:module";
import node from "eslint-plugin-n";
import tseslint from "typescript-eslint";

const { engines } = createRequire(import.meta.url)("./package.json");
/** Where a source is in the published package. */
const compiled = {
    convertPath: [{ include: ["sdk/**", "shared/**", "provider/**"], replace: ["^(.+?)(?:\\.ts)?$", "dist/$1.js"] }],
};

/** Forbids to import what matches: a rule for each side of `sdk → shared ← provider`. */
const without = (regex, message) => ({
    "no-restricted-imports": ["error", { patterns: [{ regex, message }] }],
});

export default tseslint.config(
    { ignores: ["dist/**", "build/**", "node_modules/**"] },
    ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.{ts,tsx}"] })),
    {
        files: ["**/*.{ts,tsx}"],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/no-extraneous-class": "off",
            "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
        },
    },
    {
        // What is published runs where no package of development is, and on the oldest Node.js that `engines` allows.
        files: ["{sdk,shared,provider,policy}/**/*.ts"],
        // The dashboard's page is bundled, and runs in a browser.
        ignores: ["**/*.test.ts", "provider/dashboard/page/**"],
        plugins: { n: node },
        languageOptions: { globals: { require: "readonly" } },
        rules: {
            "n/no-extraneous-import": "error",
            "n/no-extraneous-require": "error",
            "n/no-unpublished-import": ["error", { ...compiled, ignoreTypeImport: true }],
            "n/no-unpublished-require": ["error", compiled],
            // Still called experimental in 22.12, but they do there what is asked of them, without a warning.
            "n/no-unsupported-features/node-builtins": [
                "error",
                { version: engines.node, ignores: ["util.styleText", "module.enableCompileCache", "sea", "sea.isSea"] },
            ],
        },
    },
    {
        files: ["sdk/**/*.ts"],
        rules: without(
            "/provider/(?!shims/)",
            "The SDK shares what it needs in shared/, and calls provider/shims alone.",
        ),
    },
    {
        files: ["shared/**/*.ts"],
        rules: without(
            "^@|/(sdk|provider)/|^dockerode$",
            "What is shared knows neither side, nor Pulumi, Docker or Kubernetes.",
        ),
    },
    {
        files: ["provider/**/*.{ts,tsx}"],
        // The plugin has both sides in one process.
        ignores: ["provider/plugin/**"],
        rules: without("/sdk/", "The provider knows nothing of an SDK; what both need is in shared/."),
    },
    {
        // Each could be a package of its own.
        files: ["provider/forward/{spdy,websocket}/*.ts", "sdk/nodejs/helm/set/*.ts", "shared/yaml-edit/*.ts"],
        ignores: ["**/*.test.ts"],
        rules: without("^\\.\\./", "This folder stands on its own."),
    },
    {
        // A pack has a package.json of its own, for Pulumi; it is published in this package, and has what that one has.
        files: ["policy/**/*.ts"],
        rules: {
            "n/no-extraneous-import": ["error", { allowModules: ["@pulumi/policy", "@pulumi/pulumi"] }],
            "n/no-unpublished-import": "off",
        },
    },
);
