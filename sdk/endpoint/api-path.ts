import * as pulumi from "@pulumi/pulumi";
import { forwarderFolder } from "../../provider/forward/paths";
import { userFolder } from "../../provider/kubeconfig/root";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { forwardedPort } from "../cluster/host-ports";
import { type EndpointPath, type EndpointService } from "./endpoint-path";

/** Docker Desktop has it by itself. */
const dockerHostName = { host: "host.docker.internal", ip: "host-gateway" };

/** Through the API server, by the forwarder process on this machine. */
export function apiPath(
    name: string,
    target: EndpointService,
    forContainers: boolean,
    child: pulumi.CustomResourceOptions,
): EndpointPath {
    const { cluster, namespace, service, port, protocol, timeoutSeconds } = target;
    const { clusterId, kubeconfig, dockerHost } = cluster.access;
    const root = userFolder();
    const folder = cluster.access.path.apply((path) => forwarderFolder(root, path));

    const found = lifecycleResource(
        "v1.EndpointTarget",
        `${name}-target`,
        { kubeconfig, clusterId, namespace, service, port, protocol, timeoutSeconds },
        { ...child, dependsOn: cluster.provider, deletedWith: cluster.identity },
    );
    const servicePort = found.output("servicePort");
    const hostPort = forwardedPort(`${name}-forward-port`, target.hostPort, folder, child);
    const ready = lifecycleResource(
        "v1.Forward",
        `${name}-forward`,
        {
            root,
            folder,
            cluster: cluster.access.path,
            name,
            kubeconfig,
            clusterId,
            namespace,
            service,
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
        containerAuthority: forContainers ? pulumi.interpolate`${dockerHostName.host}:${hostPort}` : undefined,
        containerNeeds: { host: dockerHostName },
        ready,
    };
}
