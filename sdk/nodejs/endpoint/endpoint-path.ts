import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { type LifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterCore } from "../cluster/cluster-core";
import { type ContainerNeeds } from "../references/reference";

/** The port of a Service that an endpoint leads to. */
export interface EndpointService {
    cluster: ClusterCore;
    namespace: pulumi.Input<string>;
    service: pulumi.Input<string>;
    port: pulumi.Input<number | string>;
    protocol: pulumi.Input<"TCP" | "UDP">;
    /** A fixed port on the Docker host. */
    hostPort?: pulumi.Input<number>;
    timeoutSeconds: pulumi.Input<number>;
}

/**
 * Returns the Service's port as it was found. If a preview does not know it, the previous values are returned, so that
 * no replacement is planned for values that will be the same.
 */
export function foundService(found: LifecycleResource<"v1.EndpointTarget">) {
    return {
        namespace: found.output("namespace"),
        service: found.output("service"),
        port: found.output("port"),
        protocol: found.output("protocol"),
    };
}

/** The resources that carry an endpoint, and the endpoint's addresses. */
export interface EndpointPath {
    /** The number of the Service's port. */
    servicePort: pulumi.Output<number>;
    hostPort: pulumi.Output<number>;
    /** The scheme, if something tells more than the port's number does; empty if nothing does. */
    scheme?: pulumi.Output<string>;
    /** The address without the scheme, in the form for a URL. */
    authority: pulumi.Output<string>;
    containerAuthority: pulumi.Output<string | undefined> | undefined;
    /** The network or host name that a container needs in addition to the address. */
    containerNeeds: Pick<ContainerNeeds, "network" | "host">;
    /** The relay's container, if there is one. */
    relay?: docker.Container;
    /** The readiness check of the endpoint. */
    ready: pulumi.CustomResource;
}
