import type * as pulumi from "@pulumi/pulumi";
import { type ClusterSettings } from "./cluster-settings";
import { type Registries } from "../registries/registries";
import { type ClusterTransforms } from "./cluster-args";
import { type Host } from "./host";

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
}
