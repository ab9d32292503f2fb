import { removeCopies } from "../../../shared/kubeconfig/plugin-copies";
import { type Lifecycle } from "../../lifecycle";

/**
 * Wraps the readiness check of a cluster so that it removes the plugin's copies of its kubeconfig when no program runs
 * that could do so: in a refresh, and in `destroy`, where the check is deleted after the provider.
 */
export function withoutCopies<Inputs extends { kubeconfig: string }, Outputs extends Inputs>(
    check: Lifecycle<Inputs, Outputs>,
): Lifecycle<Inputs, Outputs> {
    const removing = Object.create(check) as Lifecycle<Inputs, Outputs>;
    removing.read = async (id, old) => {
        removeCopies(old.kubeconfig);
        return check.read ? check.read(id, old) : old;
    };
    removing.delete = async (id, old, context) => {
        removeCopies(old.kubeconfig);
        await check.delete?.(id, old, context);
    };
    return removing;
}
