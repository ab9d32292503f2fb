import { removeCopies } from "../kubeconfig/plugin-copies";
import { type Lifecycle } from "../lifecycle";

/**
 * The proof that a cluster answers, which takes the plugin's copies of its kubeconfig away where no program runs that could:
 * in a refresh, and in `destroy`, where it goes after the provider.
 */
export function withoutCopies<Inputs extends { kubeconfig: string }, Outputs extends Inputs>(
    ready: Required<Pick<Lifecycle<Inputs, Outputs>, "create" | "diff" | "update" | "read">>,
): Lifecycle<Inputs, Outputs> {
    return {
        create: (inputs, context) => ready.create(inputs, context),
        diff: (id, old, inputs) => ready.diff(id, old, inputs),
        update: (id, old, inputs, context) => ready.update(id, old, inputs, context),
        read: async (id, old) => {
            removeCopies(old.kubeconfig);
            return ready.read(id, old);
        },
        delete: (_id, old) => {
            removeCopies(old.kubeconfig);
            return Promise.resolve();
        },
    };
}
