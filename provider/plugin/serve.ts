// Both make of a reference to a provider the provider; else it would be a name that nobody knows.
import "@pulumi/docker";
import "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { packageVersion } from "../forward/version";
import { becomePlugin } from "../shims/plugin-process";
import { findClusters } from "./known-clusters";
import { noteOwnProvider } from "./own-provider";
import { connectDisplay } from "./progress";
import { k3sProvider } from "./provider";

/** Serves the package as the plugin `k3s`; ended by Pulumi. */
export async function serve(args: string[]): Promise<void> {
    becomePlugin();
    noteOwnProvider();
    findClusters(packageVersion);
    connectDisplay(args.find((arg) => /^[^-].*:\d+$/.test(arg)));
    await pulumi.provider.main(k3sProvider, args);
}
