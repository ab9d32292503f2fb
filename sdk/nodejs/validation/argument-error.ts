import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "./problem";
import { spelledPath } from "./spelling";

/**
 * The arguments of a component are not valid. A component throws it in its constructor, before anything is created; for an
 * Output, Pulumi reports it as soon as the value is known.
 */
export class ArgumentError extends pulumi.RunError {
    constructor(
        /** The component's type as a program writes it, such as `Cluster`. */
        readonly component: string,
        /** The component's logical name. */
        readonly componentName: string,
        /** All problems, not just the first. */
        readonly problems: readonly Problem[],
    ) {
        const lines = problems.map(({ path, message }) => `  ${spelledPath(path)} ${message}`.trimEnd());
        const text = [`The arguments of ${component} "${componentName}" are not valid:`, ...lines].join("\n");
        super(text);
        this.name = "ArgumentError";
        // Pulumi puts before it the name of each property that it comes through on its way from an Output.
        Object.defineProperty(this, "message", { get: () => text, set: () => undefined });
        // Of what fails when the program has come to its end, Pulumi shows the stack too.
        if (!process.env.PULUMI_K3S_DEBUG) this.stack = "";
    }

    /**
     * Pulumi inspects what it reports, and hangs on it the promise that failed, with all that the program has: for seconds.
     * @internal
     */
    [inspect.custom](): string {
        return this.stack || this.message;
    }
}
