import { createRequire } from "node:module";
import node from "eslint-plugin-n";
import tseslint from "typescript-eslint";

const { engines } = createRequire(import.meta.url)("./package.json");
/** Where a source is in the published package. */
const compiled = {
    convertPath: [{ include: ["sdk/**", "provider/**"], replace: ["^(.+?)(?:\\.ts)?$", "dist/$1.js"] }],
};

export default tseslint.config(
    { ignores: ["dist/**", "build/**", "node_modules/**"] },
    ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
    {
        files: ["**/*.ts"],
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
        files: ["{sdk,provider,policy}/**/*.ts"],
        plugins: { n: node },
        languageOptions: { globals: { require: "readonly" } },
        rules: {
            "n/no-extraneous-import": "error",
            "n/no-extraneous-require": "error",
            "n/no-unpublished-import": ["error", { ...compiled, ignoreTypeImport: true }],
            "n/no-unpublished-require": ["error", compiled],
            // Still called experimental in 22.12, but it does there what is asked of it, without a warning.
            "n/no-unsupported-features/node-builtins": [
                "error",
                { version: engines.node, ignores: ["util.styleText"] },
            ],
        },
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
