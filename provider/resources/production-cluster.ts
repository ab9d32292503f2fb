import { newOwner } from "../../shared/owner";
import { type Api } from "../kubernetes/api";
import { look } from "../kubernetes/look";
import { answeredByProduction, identityOf, isSameCluster } from "../kubernetes/production";
import { Failure } from "../failure";
import { type Context, type Difference, type Lifecycle, unknownValue } from "../lifecycle";
import { unchanged } from "./support/difference";

export interface ProductionClusterInputs {
    /** The cluster's name in the program. */
    name: string;
    /** `project/stack/cluster`, kept from the first `up`. */
    cluster: string;
    kubeconfig: string;
    timeoutSeconds: number;
}

export interface ProductionClusterOutputs extends ProductionClusterInputs {
    clusterId: string;
    /** The marker of this stack's releases. */
    owner: string;
}

interface ProductionAccess {
    connect(kubeconfig: string): Promise<Api>;
}

/**
 * The identity of a stack's production cluster: the same for the stack's life, whatever address and credentials lead to
 * it.
 */
export class ProductionCluster implements Lifecycle<ProductionClusterInputs, ProductionClusterOutputs> {
    constructor(private readonly access: ProductionAccess) {}

    async create(
        inputs: ProductionClusterInputs,
        context: Context,
    ): Promise<{ id: string; outputs: ProductionClusterOutputs }> {
        const api = await this.access.connect(inputs.kubeconfig);
        const clusterId = await answeredByProduction(api, inputs, context, (signal) => identityOf(api, { signal }));
        const owner = newOwner(inputs.cluster);
        return { id: clusterId, outputs: { ...inputs, clusterId, owner } };
    }

    /**
     * Refuses another cluster under the same name, which would lose every object of this one. Changed credentials are
     * no change.
     */
    async diff(_id: string, old: ProductionClusterOutputs, inputs: ProductionClusterInputs): Promise<Difference> {
        if (inputs.kubeconfig === unknownValue) return unchanged;
        const api = await this.access.connect(inputs.kubeconfig);
        // Only ProductionReady reports a cluster that does not answer.
        const found = await look(api, (signal) => identityOf(api, { signal })).catch(() => old.clusterId);
        if (isSameCluster(old.clusterId, found)) return unchanged;
        throw new Failure(`The kubeconfig of the cluster "${inputs.name}" points to another cluster than before.`, {
            why: `this stack was created on ${old.clusterId}, and ${api.server} is ${found}`,
            next: "correct production.kubeconfig or production.context; for another cluster use a stack of its own, or run pulumi destroy with the old kubeconfig first",
        });
    }
}
