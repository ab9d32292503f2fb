import * as pulumi from "@pulumi/pulumi";

let registered = 0;

/**
 * Hooks that clear the way for a container, which cannot be created twice: what an interrupted run made without recording it would
 * stop every later run.
 */
export function leftoverHooks(
    owner: pulumi.Output<string>,
    dockerHost: string | undefined,
): pulumi.ResourceHookBinding {
    return beforeCreate(async ({ newInputs }) => {
        const { name } = newInputs as { name: string };
        const provider = await loadProvider();
        await provider.beforeCreate({ kind: "container", name, owner: await valueOf(owner) }, dockerHost);
    });
}

/** The same for a Helm release; `mark` is what its description begins with. */
export function releaseLeftoverHooks(
    kubeconfig: pulumi.Output<string>,
    mark: pulumi.Output<string>,
): pulumi.ResourceHookBinding {
    return beforeCreate(async ({ newInputs }) => {
        const { name, namespace } = newInputs as { name: string; namespace: string };
        const provider = await loadProvider();
        await provider.beforeRelease(
            { namespace, release: name, mark: await valueOf(mark) },
            await valueOf(kubeconfig),
        );
    });
}

function beforeCreate(callback: pulumi.ResourceHookFunction): pulumi.ResourceHookBinding {
    return { beforeCreate: [new pulumi.ResourceHook(`pulumi-k3s-leftover-${String(registered++)}`, callback)] };
}

/** Loaded only when something is created: a program itself needs no client of Docker or Kubernetes. */
function loadProvider(): Promise<typeof import("../index.js")> {
    return import("../index.js");
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return new Promise((resolve) => {
        output.apply((value) => {
            resolve(value);
        });
    });
}
