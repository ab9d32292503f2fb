import { readFile } from "node:fs/promises";
import type { provider } from "@pulumi/pulumi";
import { packageVersion } from "../forward/version";
import { construct } from "./construct";
import { customResources } from "./custom-resources";

/** The whole package as Pulumi asks a plugin for it. */
export const k3sProvider: provider.Provider = {
    version: packageVersion,
    getSchema: () => readFile(require.resolve("pulumi-k3s/schema.json"), "utf8"),
    construct,
    ...customResources,
};
