import * as pulumi from "@pulumi/pulumi";
import { valueOf } from "./value-of";

let registered = 0;

/**
 * Hooks that watch what a release makes while Helm waits for it by itself. Helm says in the end that its time is up, and an
 * atomic release has removed by then what could tell why: so that is said as soon as it is known.
 */
export function evidenceHooks(
    kubeconfig: pulumi.Output<string>,
    waitForJobs: boolean,
    release: pulumi.Resource,
): pulumi.ResourceHookBinding {
    let watch = new AbortController();
    const begin = hook("begin", async ({ newInputs }) => {
        const { name, namespace } = newInputs as { name: string; namespace: string };
        watch = new AbortController();
        const { signal } = watch;
        const provider = await import("../index.js");
        const text = await valueOf(kubeconfig);
        void provider.whileReleasing({ namespace, release: name, waitForJobs }, text, signal).then(
            (evidence) => pulumi.log.warn(evidence, release),
            () => undefined, // Helm came to its end, or the cluster to its own, which Helm says
        );
    });
    const end = hook("end", () => {
        watch.abort();
    });
    const failed = new pulumi.ErrorHook(hookName("failed"), () => {
        watch.abort();
        return Promise.resolve(false);
    });
    return { beforeCreate: [begin], afterCreate: [end], beforeUpdate: [begin], afterUpdate: [end], onError: [failed] };
}

function hook(what: string, callback: pulumi.ResourceHookFunction): pulumi.ResourceHook {
    return new pulumi.ResourceHook(hookName(what), callback);
}

function hookName(what: string): string {
    return `pulumi-k3s-evidence-${what}-${String(registered++)}`;
}
