import type * as pulumi from "@pulumi/pulumi";
import { type AgentPool } from "../agents/agent-pool";
import { type ClusterCore } from "./cluster-core";
import { type ClusterDocker } from "./cluster-docker";
import { type HandleOrigin } from "./existing/handle";

/** A created cluster: its core, and the resources that only the stack that created it has. */
export interface CreatedCluster {
    core: ClusterCore;
    docker?: ClusterDocker;
    agentPool?: AgentPool;
    registry?: pulumi.Output<string>;
    /** The facts that another stack checks before it uses the local cluster. */
    origin?: HandleOrigin;
    /** The handle of a cluster of another stack, which is passed on as it is. */
    handle?: pulumi.Output<string>;
}
