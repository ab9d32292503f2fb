import type * as docker from "@pulumi/docker";
import type * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { whenKnown } from "../../validation";
import { type NodePort } from "../arguments/node-args";

/** The container that publishes a port of the Docker host. */
interface Publisher {
    container: pulumi.Input<string>;
    /** The address of the Docker host on which a port is published by default. */
    address: pulumi.Input<string>;
    dockerHost?: pulumi.Input<string>;
}

/** Returns a port of the Docker host: the given one, which must be free, or one that is chosen once and kept. */
export function hostPort(
    name: string,
    port: pulumi.Input<number> | undefined,
    protocol: pulumi.Input<"TCP" | "UDP">,
    { container, dockerHost }: Publisher,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<number> {
    const lowerCase = whenKnown(protocol, (known) => (known === "UDP" ? ("udp" as const) : ("tcp" as const)));
    const inputs = { port, container, protocol: lowerCase, dockerHost };
    return lifecycleResource("v1.HostPort", name, inputs, options).output("port");
}

/**
 * Returns a port of this machine for the forwarder: the given one, which must be free, or one that is chosen once and
 * kept.
 */
export function forwardedPort(
    name: string,
    port: pulumi.Input<number> | undefined,
    forwarderFolder: pulumi.Input<string>,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<number> {
    return lifecycleResource("v1.HostPort", name, { port, forwarderFolder, protocol: "tcp" }, options).output("port");
}

/** Returns the ports that a node publishes. Each one is checked before the node's container is created. */
export function publishedPorts(
    node: string,
    ports: NodePort[],
    publisher: Publisher,
    options: pulumi.CustomResourceOptions,
): docker.types.input.ContainerPort[] {
    return ports.map(({ containerPort, hostPort: wanted, protocol = "TCP", hostIP = publisher.address }) => ({
        internal: containerPort,
        external: hostPort(
            `${node}-port-${containerPort}-${protocol.toLowerCase()}`,
            wanted,
            protocol,
            publisher,
            options,
        ),
        ip: hostIP,
        protocol: protocol.toLowerCase(),
    }));
}
