import * as pulumi from "@pulumi/pulumi";
import { showProgress } from "./engine-progress";
import { errorHook, resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

export interface EvidenceOptions {
    atomic: pulumi.Input<boolean>;
    waitForJobs: pulumi.Input<boolean>;
}

/** What Helm gives up at, the watch beside it hears of at the same moment. */
const graceMs = 1_000;

/**
 * Hooks that watch what Helm waits for by itself: the hooks of a chart, and all of an atomic release. What cannot come to a
 * good end is told as soon as it is known, and how far it is meanwhile.
 */
export function evidenceHooks(
    kubeconfig: pulumi.Output<string>,
    options: EvidenceOptions,
    release: pulumi.Resource,
): pulumi.ResourceHookBinding {
    let ended = new AbortController();
    let watching = Promise.resolve();
    const begin = resourceHook("evidence-begin", async ({ newInputs }) => {
        const { name, namespace } = newInputs as { name: string; namespace: string };
        const hooks = await import("../hooks.js");
        const text = await valueOf(kubeconfig);
        const { atomic, waitForJobs } = await valueOf(pulumi.output(options));
        ended = new AbortController();
        watching = hooks
            .whileReleasing({ namespace, release: name, atomic, waitForJobs }, text, ended.signal, (message) => {
                showProgress(message, release);
            })
            .then((evidence) => pulumi.log.warn(evidence, release))
            .catch(() => undefined); // Helm came to its end, or the cluster to its own, which Helm says
    });
    const end = resourceHook("evidence-end", () => {
        ended.abort();
    });
    const fail = errorHook("evidence-failed", async () => {
        const late = setTimeout(() => {
            ended.abort();
        }, graceMs);
        await watching;
        clearTimeout(late);
        return false;
    });
    return { beforeCreate: begin, afterCreate: end, beforeUpdate: begin, afterUpdate: end, onError: fail };
}
