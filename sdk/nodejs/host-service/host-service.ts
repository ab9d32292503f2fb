import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { forwarderFolder } from "../../../shared/forwarder-paths";
import { userFolder } from "../../../shared/user-folder";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterCore } from "../cluster/cluster-core";
import { forwardedPort } from "../cluster/node/host-ports";
import { kubernetesOptions, refuseDockerProvider } from "../cluster/provider-options";
import { afterResource } from "../references/after-resource";
import { checkHostServiceArgs, type HostServiceArgs } from "./host-service-args";

/**
 * A Service whose requests a process on this machine answers in place of pods: for example the API that you are
 * developing, in your debugger, while everything else runs in the cluster.
 *
 * The process listens on this machine's loopback address. Pods reach it by the name of the Service; nothing outside of
 * the cluster's network reaches it. The process does not have to run yet: `pulumi up` warns if nothing answers, and the
 * Service works as soon as the process does.
 *
 * The connections go through the forwarder, the process that endpoints with `via: "api"` use too. After a reboot,
 * `pulumi up` or `npx pulumi-k3s endpoints start` starts it again. The Docker daemon has to be on this machine.
 *
 * The name is a DNS label; it is also the name of the Service.
 *
 * @example
 * import * as k3s from "pulumi-k3s";
 *
 * const cluster = new k3s.Cluster("dev");
 *
 * // Pods reach the process on 127.0.0.1:3000 of this machine at http://api.default.svc.
 * const api = new k3s.HostService("api", { cluster, port: 80, hostPort: 3000 });
 *
 * export const host = api.host; // api.default.svc
 *
 * @throws ArgumentError when an argument cannot work, before anything is created.
 */
export class HostService extends pulumi.ComponentResource {
    /** Name of the resource and of the Service. A plain string. */
    readonly name: string;
    /** Namespace of the Service. */
    readonly namespace: pulumi.Output<string>;
    /** Port of the Service. */
    readonly port: pulumi.Output<number>;
    /** Host name for pods, such as `api.default.svc`. */
    readonly host: pulumi.Output<string>;

    constructor(name: string, args: HostServiceArgs, options?: pulumi.ComponentResourceOptions) {
        const { hostPort, port = hostPort, namespace = "default" } = checkHostServiceArgs(name, args);
        refuseDockerProvider("HostService", name, options);
        super("k3s:index:HostService", name, {}, options);
        const { core: cluster } = args.cluster;
        const child = { parent: this };
        const root = userFolder();
        const folder = cluster.path.apply((path) => forwarderFolder(root, path));
        const found = addressOf(name, cluster, child);
        const forwardPort = forwardedPort(`${name}-port`, undefined, folder, child);
        const [address, network] = [found.output("address"), found.output("network")];
        const inCluster = { ...child, ...kubernetesOptions(cluster, options), deletedWith: cluster.identity };
        const objects = serviceObjects(name, { namespace, port, address, forwardPort }, inCluster);
        const ready = lifecycleResource(
            "v1.HostForward",
            `${name}-forward`,
            {
                root,
                folder,
                cluster: cluster.path,
                name,
                kubeconfig: cluster.kubeconfig,
                namespace,
                servicePort: port,
                hostPort,
                forwardPort,
                address,
                listenAddress: found.output("listenAddress"),
                subnets: found.output("subnets"),
                network,
                dockerHost: cluster.dockerHost,
            },
            { ...child, dependsOn: objects },
        );
        this.name = name;
        this.namespace = afterResource(namespace, ready);
        this.port = afterResource(port, ready);
        this.host = afterResource(pulumi.interpolate`${name}.${namespace}.svc`, ready);
        this.registerOutputs({ host: this.host, port: this.port });
    }
}

function addressOf(name: string, { nodes, provider, dockerHost }: ClusterCore, child: pulumi.CustomResourceOptions) {
    const inputs = { network: nodes?.host.data.networkName ?? "", dockerHost };
    // If Docker runs in a virtual machine, the node knows the address of this machine.
    return lifecycleResource("v1.HostAddress", `${name}-address`, inputs, { ...child, dependsOn: provider });
}

interface Answered {
    namespace: pulumi.Input<string>;
    port: pulumi.Input<number>;
    address: pulumi.Input<string>;
    forwardPort: pulumi.Input<number>;
}

/** Creates a Service without a selector, and an EndpointSlice with its address. */
function serviceObjects(
    name: string,
    { namespace, port, address, forwardPort }: Answered,
    options: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const service = new kubernetes.core.v1.Service(
        name,
        {
            // There are no pods to wait for.
            metadata: { name, namespace, annotations: { "pulumi.com/skipAwait": "true" } },
            spec: { ports: [{ port, targetPort: forwardPort, protocol: "TCP" }] },
        },
        options,
    );
    const labels = { "kubernetes.io/service-name": name, "endpointslice.kubernetes.io/managed-by": "pulumi-k3s" };
    const slice = new kubernetes.discovery.v1.EndpointSlice(
        name,
        {
            metadata: { name: `${name}-host`, namespace, labels },
            addressType: "IPv4",
            endpoints: [{ addresses: [address], conditions: { ready: true } }],
            ports: [{ name: "", port: forwardPort, protocol: "TCP" }],
        },
        options,
    );
    return [service, slice];
}
