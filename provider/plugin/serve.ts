// Only this part of the SDK is loaded until a resource is created, so that a process that only reads the schema need
// not wait for the rest.
import { main, type Provider } from "@pulumi/pulumi/provider";
import { packageVersion } from "../package-version";
import { endWithEngine } from "./end-with-engine";
import { whenConfigured } from "./when-configured";

/* eslint-disable @typescript-eslint/no-require-imports -- loads synchronously, and only where a module is needed. */
const parts = () => require("./parts") as typeof import("./parts");

/** Serves the package as the plugin `k3s`, until Pulumi ends it. */
export async function serve(args: string[]): Promise<void> {
    const engine = args.find((arg) => /^[^-].*:\d+$/.test(arg));
    whenConfigured((provider) => {
        try {
            parts().begin(provider, engine);
        } catch {
            // The next call fails with the same error and reports it; no caller listens here.
        }
    });
    await main(plugin, args);
    if (engine !== undefined) endWithEngine(engine);
}

/** The whole package as the plugin that Pulumi calls. */
const plugin: Provider = {
    version: packageVersion,
    getSchema: () => Promise.resolve(JSON.stringify(require("pulumi-k3s/schema.json"))),
    construct: (...args) => parts().construct(...args),
    diff: (...args) => parts().customResources.diff(...args),
    create: (...args) => parts().customResources.create(...args),
    update: (...args) => parts().customResources.update(...args),
    read: (...args) => parts().customResources.read(...args),
    delete: (...args) => parts().customResources.delete(...args),
};
