import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type EndpointPath, type EndpointService } from "./endpoint-path";

/**
 * Uses the Service's own load balancer or Ingress. This is the path in production, where the nodes belong to others and
 * cannot carry an endpoint.
 */
export function publishedPath(
    name: string,
    target: EndpointService,
    child: pulumi.CustomResourceOptions,
): EndpointPath {
    const { cluster, namespace, service, port, protocol, timeoutSeconds } = target;
    const { kubeconfig, clusterId } = cluster;
    const wanted = { kubeconfig, clusterId, namespace, service, protocol, timeoutSeconds };
    const found = lifecycleResource(
        "v1.EndpointTarget",
        `${name}-target`,
        { ...wanted, port },
        { ...child, dependsOn: cluster.provider },
    );
    const servicePort = found.output("servicePort");
    const address = lifecycleResource(
        "v1.PublishedAddress",
        `${name}-address`,
        { ...wanted, port: servicePort },
        child,
    );
    const [host, hostPort, scheme, path] = [
        address.output("host"),
        address.output("hostPort"),
        address.output("scheme"),
        address.output("path"),
    ];
    const authority = pulumi
        .all([host, hostPort, scheme, path])
        .apply(([host, port, scheme, path]) => (scheme === "" ? `${host}:${port}` : `${host}${path}`));
    return {
        servicePort,
        hostPort,
        scheme,
        authority,
        containerAuthority: authority,
        containerNeeds: {},
        ready: address,
    };
}
