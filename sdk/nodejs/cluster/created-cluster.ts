import type * as pulumi from "@pulumi/pulumi";
import { type AgentPool } from "../agents/agent-pool";
import { type ClusterCore } from "./cluster-core";
import { type ClusterDocker } from "./cluster-docker";
import { type HandleOrigin } from "./existing/handle";

/** A cluster, with what only the stack that made it has of it. */
export interface CreatedCluster {
    core: ClusterCore;
    docker?: ClusterDocker;
    agentPool?: AgentPool;
    registry?: pulumi.Output<string>;
    /** The facts that another stack checks before it uses the cluster in Docker. */
    origin?: HandleOrigin;
    /** That of a cluster which is another stack's. */
    handle?: pulumi.Output<string>;
}
