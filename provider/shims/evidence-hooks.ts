import * as pulumi from "@pulumi/pulumi";
import { showProgress } from "./engine-progress";
import { valueOf } from "./value-of";

export interface EvidenceOptions {
    atomic: boolean;
    waitForJobs: boolean;
}

/** What Helm gives up at, the watch beside it hears of at the same moment. */
const graceMs = 1_000;

let registered = 0;

/**
 * Hooks that watch what Helm waits for by itself: the hooks of a chart, and all of an atomic release. What cannot come to a
 * good end is told as soon as it is known, and how far it is meanwhile.
 */
export function evidenceHooks(
    kubeconfig: pulumi.Output<string>,
    { atomic, waitForJobs }: EvidenceOptions,
    release: pulumi.Resource,
): pulumi.ResourceHookBinding {
    let ended = new AbortController();
    let watching = Promise.resolve();
    const begin = hook("begin", async ({ newInputs }) => {
        const { name, namespace } = newInputs as { name: string; namespace: string };
        const hooks = await import("../hooks.js");
        const text = await valueOf(kubeconfig);
        ended = new AbortController();
        watching = hooks
            .whileReleasing({ namespace, release: name, atomic, waitForJobs }, text, ended.signal, (message) => {
                showProgress(message, release);
            })
            .then((evidence) => pulumi.log.warn(evidence, release))
            .catch(() => undefined); // Helm came to its end, or the cluster to its own, which Helm says
    });
    const end = hook("end", () => {
        ended.abort();
    });
    const fail = new pulumi.ErrorHook(hookName("failed"), async () => {
        const late = setTimeout(() => {
            ended.abort();
        }, graceMs);
        await watching;
        clearTimeout(late);
        return false;
    });
    return { beforeCreate: [begin], afterCreate: [end], beforeUpdate: [begin], afterUpdate: [end], onError: [fail] };
}

function hook(what: string, callback: pulumi.ResourceHookFunction): pulumi.ResourceHook {
    return new pulumi.ResourceHook(hookName(what), callback);
}

function hookName(what: string): string {
    return `pulumi-k3s-evidence-${what}-${String(registered++)}`;
}
