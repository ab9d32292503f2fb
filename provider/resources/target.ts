import { Failure } from "../failure";
import { type Difference, type Lifecycle } from "../lifecycle";

export interface TargetInputs {
    /** The cluster's name, for messages. */
    cluster: string;
    /** The location of the cluster: `local`, in Docker, or `production`, a cluster that already exists. */
    target: string;
}

/**
 * The location of a cluster, fixed for the life of its stack: a change would delete production objects, or hide local
 * ones.
 */
export class Target implements Lifecycle<TargetInputs> {
    create(inputs: TargetInputs): Promise<{ id: string; outputs: TargetInputs }> {
        return Promise.resolve({ id: inputs.target, outputs: inputs });
    }

    diff(_id: string, old: TargetInputs, inputs: TargetInputs): Promise<Difference> {
        if (old.target === inputs.target) return Promise.resolve({ changes: false });
        throw new Failure(
            `The cluster "${inputs.cluster}" of this stack is ${old.target} and cannot become ${inputs.target}.`,
            {
                next: `set it back (pulumi config set k3s:target ${old.target}), or use a stack of its own for ${inputs.target}`,
            },
        );
    }
}
