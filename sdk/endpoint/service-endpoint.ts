import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { LifecycleResource } from "../../provider/shims/lifecycle-resource";
import { hostPort } from "../cluster/host-ports";
import { replaceOnChanges } from "../cluster/node-container";
import { relayContainerArgs } from "./relay";
import { inferScheme } from "./scheme";
import { checkServiceEndpointArgs, type ServiceEndpointArgs } from "./service-endpoint-args";

/**
 * A port of a Service on a local port that stays the same and outlives `pulumi up`.
 *
 * It is ready when a connection reaches a ready pod. Containers on the cluster's Docker network reach it under the
 * endpoint's name and the Service's port.
 *
 * @example
 * const web = new k3s.ServiceEndpoint("web", { cluster, service: "podinfo", port: 9898 }, { dependsOn: podinfo });
 * export const url = web.url; // http://127.0.0.1:31853
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class ServiceEndpoint extends pulumi.ComponentResource {
    /** URL for this machine, such as `http://127.0.0.1:31853`. */
    readonly url: pulumi.Output<string>;
    /** The port on the Docker host. */
    readonly hostPort: pulumi.Output<number>;
    /** URL for containers on the cluster's Docker network, such as `http://web:9898`. */
    readonly containerUrl: pulumi.Output<string>;

    constructor(name: string, args: ServiceEndpointArgs, options?: pulumi.ComponentResourceOptions) {
        checkServiceEndpointArgs(name, args);
        super("k3s:index:ServiceEndpoint", name, {}, options);
        const { cluster, service, port, namespace = "default", protocol = "TCP", timeoutSeconds = 120 } = args;
        const { host, settings, clusterId, kubeconfig } = cluster.join;
        const { dockerHost } = settings;
        const child = { parent: this };
        const containerName = pulumi.interpolate`${host.namePrefix}-endpoint-${name}`;

        const target = new LifecycleResource(
            "v1.EndpointTarget",
            `${name}-target`,
            {
                kubeconfig,
                clusterId,
                namespace,
                service,
                port,
                protocol,
                timeoutSeconds,
                relayContainer: containerName,
                owner: host.owner,
                dockerHost,
            },
            { ...child, dependsOn: cluster.provider, deletedWith: cluster.identity },
        );
        const publisher = { container: containerName, address: host.publishedAddress, dockerHost };
        this.hostPort = hostPort(`${name}-port`, args.hostPort, protocol, publisher, child);
        const servicePort = target.output("servicePort");
        const relay = new docker.Container(
            name,
            relayContainerArgs({
                containerName,
                image: host.imageName(settings.image),
                networkName: host.networkName,
                owner: host.owner,
                alias: name,
                server: cluster.name,
                serviceSubnet: settings.serviceSubnet,
                clusterIp: target.output("clusterIp"),
                servicePort,
                hostPort: this.hostPort,
                hostAddress: host.publishedAddress,
                protocol,
            }),
            { ...host.container(child), replaceOnChanges, replaceWith: [target] },
        );
        new LifecycleResource(
            "v1.EndpointReady",
            `${name}-ready`,
            {
                target: `${namespace}/${service}:${port}`,
                relayContainer: containerName,
                relayContainerId: relay.id,
                serviceSubnet: settings.serviceSubnet,
                clusterIp: target.output("clusterIp"),
                servicePort,
                protocol,
                timeoutSeconds,
                dockerHost,
            },
            child,
        );

        const scheme = servicePort.apply((number) => args.scheme ?? inferScheme(number, protocol));
        this.url = pulumi.interpolate`${scheme}://${host.publishedHost}:${this.hostPort}`;
        this.containerUrl = pulumi.interpolate`${scheme}://${name}:${servicePort}`;
        this.registerOutputs({ url: this.url, hostPort: this.hostPort, containerUrl: this.containerUrl });
    }
}
