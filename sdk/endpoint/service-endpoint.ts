import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { refuseDockerProvider } from "../cluster/provider-options";
import { onceThere, type Reference, type ReferenceParts, urlsOf } from "../references/reference";
import { apiPath } from "./api-path";
import { type EndpointPath, type EndpointService } from "./endpoint-path";
import { nodePath } from "./node-path";
import { publishedPath } from "./published-path";
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
export class ServiceEndpoint extends pulumi.ComponentResource implements Reference {
    /** The endpoint's logical name; for containers on the cluster's network also that of its host. */
    readonly name: string;
    /** URL for this machine, such as `http://127.0.0.1:21853`. */
    readonly url: pulumi.Output<string>;
    /** The port on the Docker host; with `via: "api"`, on this machine. */
    readonly hostPort: pulumi.Output<number>;
    /**
     * URL for containers: with `via: "node"` for those on the cluster's Docker network, such as `http://web:9898`; with
     * `via: "api"` by `host.docker.internal`, and undefined without `forContainers`.
     */
    readonly containerUrl: pulumi.Output<string | undefined>;
    /** The container that carries it. Undefined with `via: "api"`, and in production. */
    readonly relay?: docker.Container;
    /** What `environment` and `withReferences` give. @internal */
    readonly reference: ReferenceParts;

    constructor(name: string, args: ServiceEndpointArgs, options?: pulumi.ComponentResourceOptions) {
        checkServiceEndpointArgs(name, args);
        refuseDockerProvider("ServiceEndpoint", name, options);
        super("k3s:index:ServiceEndpoint", name, {}, options);
        const { cluster, service, port, hostPort } = args;
        const { namespace = "default", protocol = "TCP", timeoutSeconds = 120, forContainers = false } = args;
        const target = { cluster, namespace, service, port, protocol, hostPort, timeoutSeconds };
        const child = { parent: this };
        const path = pathOf(name, target, { via: args.via, transform: args.transform, forContainers }, child);
        const scheme = pulumi
            .all([path.servicePort, path.scheme ?? ""])
            .apply(([number, told]) => args.scheme ?? (told || inferScheme(number, protocol)));
        this.name = name;
        this.relay = path.relay;
        this.hostPort = path.hostPort;
        this.url = onceThere(pulumi.interpolate`${scheme}://${path.authority}`, path.ready);
        const containerUrl =
            path.containerAuthority &&
            onceThere(pulumi.interpolate`${scheme}://${path.containerAuthority}`, path.ready);
        this.containerUrl = containerUrl ?? pulumi.output(undefined);
        this.reference = {
            what: `the endpoint "${name}"`,
            onHost: urlsOf(name, this.url),
            inContainer: containerUrl
                ? { variables: urlsOf(name, containerUrl), ...path.containerNeeds }
                : { unreachable: 'is for this machine alone: give it forContainers: true, or via: "node"' },
        };
        this.registerOutputs({ url: this.url, hostPort: this.hostPort, containerUrl: this.containerUrl });
    }
}

function pathOf(
    name: string,
    target: EndpointService,
    { via, transform, forContainers }: Pick<ServiceEndpointArgs, "via" | "transform"> & { forContainers: boolean },
    child: pulumi.CustomResourceOptions,
): EndpointPath {
    const { join } = target.cluster;
    if (via === "api") return apiPath(name, target, forContainers, child);
    return join ? nodePath(name, target, join, transform, child) : publishedPath(name, target, child);
}
