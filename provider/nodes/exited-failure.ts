import { type NodeContainers } from "./node-containers";
import { Failure } from "../failure";
import { containerLog } from "./node-report";
import { type NodeExited } from "./running-nodes";

/** Returns the failure for a node that stopped by itself, with the end of its log, which says why. */
export async function exitedFailure(nodes: NodeContainers, { node, exitCode }: NodeExited): Promise<Failure> {
    return new Failure(`Node ${node.name} stopped with exit code ${exitCode} while it was starting.`, {
        why: await containerLog(nodes, node),
        next: `correct what the log reports, often an argument of the cluster, and run pulumi up again (whole log: docker logs ${node.container}; to check the machine: npx pulumi-k3s doctor)`,
    });
}
