import * as pulumi from "@pulumi/pulumi";
import { forwarderFolder } from "../../../shared/forwarder-paths";
import { userFolder } from "../../../shared/user-folder";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { forwardedPort } from "../cluster/node/host-ports";
import { type EndpointPath, type EndpointService, foundService } from "./endpoint-path";

/** The name of the Docker host. Docker Desktop defines it in every container. */
const dockerHostName = { host: "host.docker.internal", ip: "host-gateway" };

/** Carries an endpoint through the API server, by the forwarder process on this machine. */
export function apiPath(
    name: string,
    target: EndpointService,
    forContainers: pulumi.Input<boolean>,
    child: pulumi.CustomResourceOptions,
): EndpointPath {
    const { cluster, namespace, service, port, protocol, timeoutSeconds } = target;
    const { clusterId, kubeconfig, dockerHost } = cluster;
    const root = userFolder();
    const folder = cluster.path.apply((path) => forwarderFolder(root, path));

    const found = lifecycleResource(
        "v1.EndpointTarget",
        `${name}-target`,
        { kubeconfig, clusterId, namespace, service, port, protocol, timeoutSeconds },
        { ...child, dependsOn: cluster.provider, deletedWith: cluster.identity },
    );
    const servicePort = found.output("servicePort");
    const reached = foundService(found);
    const hostPort = forwardedPort(`${name}-forward-port`, target.hostPort, folder, child);
    const ready = lifecycleResource(
        "v1.Forward",
        `${name}-forward`,
        {
            root,
            folder,
            cluster: cluster.path,
            name,
            kubeconfig,
            clusterId,
            namespace: reached.namespace,
            service: reached.service,
            port: servicePort,
            hostPort,
            forContainers,
            dockerHost,
            timeoutSeconds,
        },
        child,
    );
    return {
        servicePort,
        hostPort,
        authority: pulumi.interpolate`127.0.0.1:${hostPort}`,
        containerAuthority: reachable(forContainers, pulumi.interpolate`${dockerHostName.host}:${hostPort}`),
        containerNeeds: { host: dockerHostName },
        ready,
    };
}

/** Returns the address for containers; undefined if it is known that containers cannot reach the endpoint. */
function reachable(
    forContainers: pulumi.Input<boolean>,
    authority: pulumi.Output<string>,
): pulumi.Output<string | undefined> | undefined {
    if (forContainers === false) return undefined;
    return pulumi.all([forContainers, authority]).apply(([isReachable, known]) => (isReachable ? known : undefined));
}
