import { removeCopies } from "../../../shared/kubeconfig/plugin-copies";
import { type Lifecycle } from "../../lifecycle";

/**
 * The proof that a cluster answers, which takes the plugin's copies of its kubeconfig away where no program runs that could:
 * in a refresh, and in `destroy`, where it goes after the provider.
 */
export function withoutCopies<Inputs extends { kubeconfig: string }, Outputs extends Inputs>(
    proof: Lifecycle<Inputs, Outputs>,
): Lifecycle<Inputs, Outputs> {
    const removing = Object.create(proof) as Lifecycle<Inputs, Outputs>;
    removing.read = async (id, old) => {
        removeCopies(old.kubeconfig);
        return proof.read ? proof.read(id, old) : old;
    };
    removing.delete = async (id, old, context) => {
        removeCopies(old.kubeconfig);
        await proof.delete?.(id, old, context);
    };
    return removing;
}
