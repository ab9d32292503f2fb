import * as pulumi from "@pulumi/pulumi";
import { errorHook } from "./resource-hooks";

/**
 * Returns hooks that say what to do when Helm's record of a release is larger than Kubernetes accepts; Helm reports
 * only that.
 */
export function recordHooks(release: pulumi.Resource): pulumi.ResourceHookBinding {
    const tell = errorHook("record", async ({ errors }) => {
        const advice = recordAdvice(errors.join("\n"));
        if (advice !== undefined) await pulumi.log.warn(advice, release);
        return false;
    });
    return { onError: tell };
}

/** Returns undefined for any other failure. */
export function recordAdvice(error: string): string | undefined {
    if (!/sh\.helm\.release\.v1\.[^]*(Too long|too large)|etcdserver: request is too large/.test(error))
        return undefined;
    return [
        "Helm stores each revision of a release in one Secret, zipped: the chart's files, the values, and all objects that the templates make. Kubernetes takes 1 MiB of that.",
        "Next: name the files that no template uses in .helmignore, or make the objects fewer or smaller: what is large goes into a release or a Manifest of its own.",
    ].join("\n");
}
