import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./problem";
import { spelledPath } from "./spelling";

/**
 * The arguments of a component are not valid. The component's constructor throws this error before anything is created.
 * For an Output, Pulumi reports it as soon as the value is known.
 */
export class ArgumentError extends pulumi.RunError {
    constructor(
        /** The component's type as the program writes it, such as `Cluster`. */
        readonly component: string,
        /** The component's logical name. */
        readonly componentName: string,
        /** All problems of the arguments. */
        readonly problems: readonly Problem[],
    ) {
        const lines = problems.map(({ path, message }) => `  ${spelledPath(path)} ${message}`.trimEnd());
        const text = [`The arguments of ${component} "${componentName}" are not valid:`, ...lines].join("\n");
        super(text);
        this.name = "ArgumentError";
        // Pulumi prepends the name of each property through which the error passes on its way from an Output.
        Object.defineProperty(this, "message", { get: () => text, set: () => undefined });
        // Pulumi also shows the stack of an error that occurs after the end of the program.
        if (!process.env.PULUMI_K3S_DEBUG) this.stack = "";
    }

    /**
     * Keeps Pulumi from formatting the error's properties. Pulumi adds the failed promise to an error that it reports,
     * and formatting that, with everything that the program refers to, takes seconds.
     * @internal
     */
    [inspect.custom](): string {
        return this.stack || this.message;
    }
}
