import * as pulumi from "@pulumi/pulumi";
import { apiPath } from "./api-path";
import { nodePath } from "./node-path";
import { inferScheme } from "./scheme";
import { checkServiceEndpointArgs, type ServiceEndpointArgs } from "./service-endpoint-args";

/**
 * A port of a Service on a local port that stays the same and outlives `pulumi up`.
 *
 * It is ready when a connection reaches a ready pod. With `via: "node"`, containers on the cluster's Docker network reach
 * it under the endpoint's name and the Service's port.
 *
 * @example
 * const web = new k3s.ServiceEndpoint("web", { cluster, service: "podinfo", port: 9898 }, { dependsOn: podinfo });
 * export const url = web.url; // http://127.0.0.1:21853
 *
 * @throws ArgumentError when an argument cannot work, before anything is made.
 */
export class ServiceEndpoint extends pulumi.ComponentResource {
    /** URL for this machine, such as `http://127.0.0.1:21853`. */
    readonly url: pulumi.Output<string>;
    /** The port on the Docker host; with `via: "api"`, on this machine. */
    readonly hostPort: pulumi.Output<number>;
    /**
     * URL for containers: with `via: "node"` for those on the cluster's Docker network, such as `http://web:9898`; with
     * `via: "api"` by `host.docker.internal`, and undefined without `forContainers`.
     */
    readonly containerUrl: pulumi.Output<string | undefined>;

    constructor(name: string, args: ServiceEndpointArgs, options?: pulumi.ComponentResourceOptions) {
        checkServiceEndpointArgs(name, args);
        super("k3s:index:ServiceEndpoint", name, {}, options);
        const { cluster, service, port, hostPort } = args;
        const { namespace = "default", protocol = "TCP", timeoutSeconds = 120, forContainers = false } = args;
        const target = { cluster, namespace, service, port, protocol, hostPort, timeoutSeconds };
        const child = { parent: this };
        const path = args.via === "api" ? apiPath(name, target, forContainers, child) : nodePath(name, target, child);
        const scheme = path.servicePort.apply((number) => args.scheme ?? inferScheme(number, protocol));
        this.hostPort = path.hostPort;
        this.url = pulumi.interpolate`${scheme}://${path.authority}`;
        this.containerUrl = path.containerAuthority
            ? pulumi.interpolate`${scheme}://${path.containerAuthority}`
            : pulumi.output(undefined);
        this.registerOutputs({ url: this.url, hostPort: this.hostPort, containerUrl: this.containerUrl });
    }
}
