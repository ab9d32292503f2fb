import { randomBytes } from "node:crypto";
import { clusterIdLabel } from "../../shared/labels";
import { firstNodeVersion } from "../../shared/node-files";
import { type NodeContainers } from "../nodes/node-containers";
import { type Difference, type Lifecycle, unknownValue } from "../lifecycle";

export interface IdentityInputs {
    /**
     * Changes exactly when the cluster's data is lost: it is made of the volume, or of the server container's settings.
     */
    dataKey: string;
    /** The version of the package's own node files that a new cluster gets. */
    newestNodeFiles?: string;
    /** For each earlier version of these files, the `dataKey` of a cluster with that version, where it differs. */
    earlierDataKeys?: Record<string, string>;
    serverContainer: string;
    /** The data is in a volume, so it outlives the container. */
    keepsData: boolean;
    dockerHost?: string;
}

export interface IdentityOutputs extends IdentityInputs {
    clusterId: string;
    /**
     * The version of the node files with which the cluster was created; absent in states from before there were
     * versions.
     */
    nodeFiles: string;
    /** The token that servers join with; it gives full control of the cluster. */
    token: string;
    /** The token that agents join with; it gives nothing more. */
    agentToken: string;
}

/** The identity of a cluster: replaced exactly when its data is lost. */
export class Identity implements Lifecycle<IdentityInputs, IdentityOutputs> {
    constructor(private readonly nodes: (dockerHost?: string) => NodeContainers) {}

    create(inputs: IdentityInputs): Promise<{ id: string; outputs: IdentityOutputs }> {
        const clusterId = randomBytes(8).toString("hex");
        const nodeFiles = inputs.newestNodeFiles ?? firstNodeVersion;
        const outputs = { ...inputs, clusterId, nodeFiles, token: randomToken(), agentToken: randomToken() };
        return Promise.resolve({ id: clusterId, outputs });
    }

    async diff(_id: string, old: IdentityOutputs, inputs: IdentityInputs): Promise<Difference> {
        const dataKey = dataKeyFor(old.nodeFiles, inputs);
        // An unknown key means that something it is made of is about to be replaced, and the server with it.
        if (dataKey === unknownValue || dataKey !== old.dataKey) return replaced;
        return inputs.keepsData || (await this.dataIsThere(old, inputs.dockerHost)) ? { changes: false } : replaced;
    }

    private async dataIsThere({ serverContainer, clusterId }: IdentityOutputs, dockerHost?: string): Promise<boolean> {
        const nodes = this.nodes(dockerHost);
        const state = await nodes.state(serverContainer);
        if (state?.labels[clusterIdLabel] !== clusterId) return false;
        return !(await nodes.hasCaMismatch(serverContainer));
    }
}

/** Returns the data key for the node files with which the cluster was created. */
function dataKeyFor(version = firstNodeVersion, { dataKey, newestNodeFiles, earlierDataKeys }: IdentityInputs): string {
    return version === newestNodeFiles ? dataKey : (earlierDataKeys?.[version] ?? dataKey);
}

const replaced: Difference = { changes: true, replaces: ["dataKey"] };

function randomToken(): string {
    return randomBytes(32).toString("hex");
}
