import type * as pulumi from "@pulumi/pulumi";
import { type ClusterSettings } from "./cluster-settings";
import { type Registries } from "../registries/registries";
import { type ClusterTransforms } from "./cluster-args";
import { type FixedPort } from "./fixed-ports";
import { type Host } from "./host";

/** What only one pool of a cluster can have. */
export interface Taken {
    /** Names of pools, with the resource that each is of. */
    pools: Map<string, string>;
    /** Ports of the Docker host, with whose they are. */
    ports: { whose: string; ports: FixedPort[] }[];
}

/** What agents and endpoints need to know of their cluster. */
export interface JoinSettings {
    settings: ClusterSettings;
    host: Host;
    registries: Registries;
    clusterId: pulumi.Output<string>;
    identity: pulumi.Resource;
    kubeconfig: pulumi.Output<string>;
    agentToken: pulumi.Output<string>;
    serverContainer: pulumi.Output<string>;
    transforms: ClusterTransforms;
    /** What its pools may not have, too. */
    taken: Taken;
}
