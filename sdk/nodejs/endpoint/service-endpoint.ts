import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { urlVariables } from "../../../shared/reference-variables";
import { refuseDockerProvider } from "../cluster/provider-options";
import { afterResource } from "../references/after-resource";
import { environmentOutput } from "../references/environment-output";
import { type Reference, type ReferenceParts, urlsOf } from "../references/reference";
import { ArgumentError } from "../validation";
import { apiPath } from "./api-path";
import { type EndpointPath, type EndpointService } from "./endpoint-path";
import { nodePath } from "./node-path";
import { publishedPath } from "./published-path";
import { inferScheme } from "./scheme";
import { checkServiceEndpointArgs, type ServiceEndpointArgs } from "./service-endpoint-args";

/**
 * Makes a port of a Service reachable on a local port that stays the same and outlives `pulumi up`.
 *
 * The endpoint is ready when a connection reaches a ready pod. All its outputs except `name` and `relay` are known
 * then. The next `pulumi up` repairs it on the same host port if the Service was recreated with another address, the
 * relay was stopped or removed, the forwarder was killed or the endpoint was stopped.
 *
 * By default, a small relay container forwards the connections through the kernel to the Service's address. With
 * `via: "api"`, a process on this machine forwards them through the API server. In production, the endpoint is the
 * address at which the Service's load balancer or an Ingress publishes it.
 *
 * The name is a DNS label; it is also the relay's name on the cluster's network.
 *
 * @example
 * import * as k3s from "pulumi-k3s";
 *
 * const cluster = new k3s.Cluster("dev");
 * const podinfo = new k3s.Manifest("podinfo", { cluster, path: "./k8s/podinfo" });
 *
 * // The namespace is known when the workloads of the Manifest are available.
 * const web = new k3s.ServiceEndpoint("web", {
 *     cluster,
 *     namespace: podinfo.namespace,
 *     service: "podinfo",
 *     port: "http",
 * });
 *
 * export const url = web.url; // such as http://127.0.0.1:21853
 *
 * @throws ArgumentError when an argument cannot work, before anything is created.
 */
export class ServiceEndpoint extends pulumi.ComponentResource implements Reference {
    /** Name of the resource, and the endpoint's host name for containers on the cluster's network. A plain string. */
    readonly name: string;
    /** URL on this machine, such as `http://127.0.0.1:21853`. */
    readonly url: pulumi.Output<string>;
    /** Namespace of the Service. */
    readonly namespace: pulumi.Output<string>;
    /** Name of the Service. */
    readonly service: pulumi.Output<string>;
    /** Port of the Service, by number. */
    readonly port: pulumi.Output<number>;
    /** The port on the Docker host; with `via: "api"`, on this machine. */
    readonly hostPort: pulumi.Output<number>;
    /**
     * URL for containers. With `via: "node"`, for containers on the cluster's Docker network, such as `http://web:9898`.
     * With `via: "api"`, at `host.docker.internal`, and undefined without `forContainers`.
     */
    readonly containerUrl: pulumi.Output<string | undefined>;
    /**
     * The environment variables with which a process on this machine uses the endpoint: `services__<name>__url`, and
     * the same with underscores in place of dashes, for shells. In TypeScript, {@link environment} merges them with the
     * ones of other clusters and endpoints.
     */
    readonly environment: pulumi.Output<Record<string, string>>;
    /**
     * The environment variables with which a container uses the endpoint; they have `containerUrl` as their value.
     * Undefined if `containerUrl` is. With `via: "node"`, the container has to be on the cluster's Docker network,
     * `networkName`. In TypeScript, {@link withReferences} adds both.
     */
    readonly containerEnvironment: pulumi.Output<Record<string, string> | undefined>;
    /** The relay's container. Undefined with `via: "api"`, and in production. */
    readonly relay?: docker.Container;
    /** The data that `environment` and `withReferences` use. @internal */
    readonly reference: ReferenceParts;

    constructor(name: string, args: ServiceEndpointArgs, options?: pulumi.ComponentResourceOptions) {
        const checked = checkServiceEndpointArgs(name, args);
        refuseDockerProvider("ServiceEndpoint", name, options);
        super("k3s:index:ServiceEndpoint", name, {}, options);
        const { service, port, hostPort, via, transform } = checked;
        const { namespace = "default", protocol = "TCP", timeoutSeconds = 120, forContainers = false } = checked;
        const { core: cluster } = args.cluster;
        const target = { cluster, namespace, service, port, protocol, hostPort, timeoutSeconds };
        const path = pathOf(name, target, { via, transform, forContainers }, { parent: this });
        const scheme = pulumi
            .all([checked.scheme, path.servicePort, path.scheme ?? "", protocol])
            .apply(([given, number, told, transport]) => given ?? (told || inferScheme(number, transport)));
        const whenReady = <T>(value: pulumi.Input<T>) => afterResource(value, path.ready);
        this.name = name;
        this.relay = path.relay;
        this.hostPort = whenReady(path.hostPort);
        this.namespace = whenReady(namespace);
        this.service = whenReady(service);
        this.port = whenReady(path.servicePort);
        this.url = whenReady(pulumi.interpolate`${scheme}://${path.authority}`);
        const authority = path.containerAuthority;
        this.containerUrl = whenReady(
            pulumi
                .all([scheme, authority])
                .apply(([its, known]) => (known === undefined ? undefined : `${its}://${known}`)),
        );
        const { url, containerUrl } = this;
        this.environment = environmentOutput(urlsOf(name, url));
        this.containerEnvironment = containerUrl.apply((its) =>
            its === undefined ? undefined : Object.fromEntries(urlVariables(name).map((variable) => [variable, its])),
        );
        this.reference = {
            what: `the endpoint "${name}"`,
            onHost: urlsOf(name, url),
            // A getter, so that only a program that uses the endpoint in a container gets the error that containers
            // cannot reach it.
            get inContainer() {
                if (!authority) return { unreachable };
                return { variables: urlsOf(name, containerUrl.apply(reachable(name))), ...path.containerNeeds };
            },
        };
        this.registerOutputs({ url: this.url, hostPort: this.hostPort, containerUrl: this.containerUrl });
    }
}

const unreachable = 'is for this machine alone: give it forContainers: true, or via: "node"';

/**
 * Returns a function that throws if containers cannot reach the endpoint, for the case that this was not known at
 * construction.
 */
function reachable(name: string): (url: string | undefined) => string {
    return (url) => {
        if (url !== undefined) return url;
        throw new ArgumentError("withReferences", name, [{ path: `the endpoint "${name}"`, message: unreachable }]);
    };
}

function pathOf(
    name: string,
    target: EndpointService,
    {
        via,
        transform,
        forContainers,
    }: Pick<ServiceEndpointArgs, "via" | "transform"> & { forContainers: pulumi.Input<boolean> },
    child: pulumi.CustomResourceOptions,
): EndpointPath {
    const { nodes } = target.cluster;
    if (via === "api") return apiPath(name, target, forContainers, child);
    return nodes ? nodePath(name, target, nodes, transform, child) : publishedPath(name, target, child);
}
