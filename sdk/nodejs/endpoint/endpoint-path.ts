import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { type LifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterCore } from "../cluster/cluster-core";
import { type ContainerNeeds } from "../references/reference";

/** The Service's port that an endpoint leads to. */
export interface EndpointService {
    cluster: ClusterCore;
    namespace: pulumi.Input<string>;
    service: pulumi.Input<string>;
    port: pulumi.Input<number | string>;
    protocol: pulumi.Input<"TCP" | "UDP">;
    /** A fixed port on the host. */
    hostPort?: pulumi.Input<number>;
    timeoutSeconds: pulumi.Input<number>;
}

/**
 * What an endpoint leads to, as it was found: in a preview that does not know it, what it was before. So nothing is planned
 * as replaced that will be the same.
 */
export function foundService(found: LifecycleResource<"v1.EndpointTarget">) {
    return {
        namespace: found.output("namespace"),
        service: found.output("service"),
        port: found.output("port"),
        protocol: found.output("protocol"),
    };
}

/** The resource that carries an endpoint's bytes, and its address. */
export interface EndpointPath {
    /** Of the Service, by number. */
    servicePort: pulumi.Output<number>;
    hostPort: pulumi.Output<number>;
    /** Where something tells more than the port's number does; empty where nothing tells. */
    scheme?: pulumi.Output<string>;
    /** Without the scheme, as it stands in a URL. */
    authority: pulumi.Output<string>;
    containerAuthority: pulumi.Output<string | undefined> | undefined;
    /** The settings that a container needs beside it. */
    containerNeeds: Pick<ContainerNeeds, "network" | "host">;
    /** Where one carries it. */
    relay?: docker.Container;
    /** Its readiness check. */
    ready: pulumi.CustomResource;
}
