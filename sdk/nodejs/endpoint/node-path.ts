import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { hostPort } from "../cluster/node/host-ports";
import { type ClusterNodes } from "../cluster/cluster-core";
import { neededOfContainer } from "../cluster/needed-arguments";
import { type Transform, transformed } from "../cluster/transform";
import { type EndpointPath, type EndpointService, foundService } from "./endpoint-path";
import { relayContainerArgs } from "./relay";

/** Carries an endpoint through a relay container and the cluster's nodes. */
export function nodePath(
    name: string,
    target: EndpointService,
    nodes: ClusterNodes,
    transform: Transform<docker.ContainerArgs> | undefined,
    child: pulumi.CustomResourceOptions,
): EndpointPath {
    const { cluster, timeoutSeconds } = target;
    const { host, clusterId, kubeconfig, serviceSubnet } = nodes;
    const { namePrefix, networkName, owner, publishedAddress, publishedHost, dockerHost } = host.data;
    const containerName = pulumi.interpolate`${namePrefix}-endpoint-${name}`;

    const found = lifecycleResource(
        "v1.EndpointTarget",
        `${name}-target`,
        {
            kubeconfig,
            clusterId,
            namespace: target.namespace,
            service: target.service,
            port: target.port,
            protocol: target.protocol,
            timeoutSeconds,
            relayContainer: containerName,
            owner,
            dockerHost,
        },
        { ...child, dependsOn: cluster.provider, deletedWith: cluster.identity },
    );
    const { namespace, service, port, protocol } = foundService(found);
    const label = pulumi.interpolate`${namespace}/${service}:${port}`;
    const publisher = { container: containerName, address: publishedAddress, dockerHost };
    const published = hostPort(`${name}-port`, target.hostPort, target.protocol, publisher, child);
    const [clusterIp, servicePort] = [found.output("clusterIp"), found.output("servicePort")];
    const args = relayContainerArgs({
        containerName,
        image: host.imageName(nodes.image),
        networkName,
        owner,
        alias: name,
        target: label,
        server: nodes.server,
        serviceSubnet,
        clusterIp,
        servicePort,
        hostPort: published,
        hostAddress: publishedAddress,
        protocol,
    });
    const adjusted = transformed(`container "${name}"`, args, transform, neededOfContainer);
    const relay = host.container(name, { own: args, final: adjusted }, { ...child, replaceWith: [found] });
    const ready = lifecycleResource(
        "v1.EndpointReady",
        `${name}-ready`,
        {
            target: label,
            relayContainer: containerName,
            relayContainerId: relay.id,
            relayPlace: host.place(name),
            serviceSubnet,
            clusterIp,
            servicePort,
            protocol,
            timeoutSeconds,
            dockerHost,
        },
        child,
    );
    return {
        servicePort,
        hostPort: published,
        authority: pulumi.interpolate`${publishedHost}:${published}`,
        containerAuthority: pulumi.interpolate`${name}:${servicePort}`,
        containerNeeds: { network: networkName },
        relay,
        ready,
    };
}
