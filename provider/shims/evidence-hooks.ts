import * as pulumi from "@pulumi/pulumi";
import { showProgress } from "./engine-progress";
import { errorHook, resourceHook } from "./resource-hooks";
import { valueOf } from "./value-of";

export interface EvidenceOptions {
    atomic: pulumi.Input<boolean>;
    waitForJobs: pulumi.Input<boolean>;
}

/** The watch notices the failure that made Helm give up at about the same time. */
const graceMs = 1_000;

/**
 * Returns hooks that watch what Helm itself waits for: a chart's hooks, and all workloads of an atomic release. They
 * report the progress, and what cannot become available as soon as that is known.
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
            .catch(() => undefined); // Helm ended, or the cluster did, which Helm reports
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
