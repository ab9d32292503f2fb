// Of the SDK no more than this, until there is something to make: who reads the schema alone need not wait for the rest.
import { main, type Provider } from "@pulumi/pulumi/provider";
import { packageVersion } from "../package-version";
import { endWithEngine } from "./end-with-engine";
import { whenConfigured } from "./when-configured";

/* eslint-disable @typescript-eslint/no-require-imports -- loaded at once, in the place where they are needed. */
const parts = () => require("./parts") as typeof import("./parts");

/** Serves the package as the plugin `k3s`; ended by Pulumi. */
export async function serve(args: string[]): Promise<void> {
    const engine = args.find((arg) => /^[^-].*:\d+$/.test(arg));
    whenConfigured((provider) => {
        try {
            parts().begin(provider, engine);
        } catch {
            // Whatever is asked for next fails with the same, and says so: here nobody listens.
        }
    });
    await main(plugin, args);
    if (engine !== undefined) endWithEngine(engine);
}

/** The whole package as Pulumi asks a plugin for it. */
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
