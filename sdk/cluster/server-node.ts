import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { LifecycleResource } from "../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "./cluster-settings";
import { dataKey } from "./data-key";
import { type Host } from "./host";
import { nodeName } from "./names";
import { nodeContainerArgs, replaceOnChanges, withSecrets } from "./node-container";
import { agentTokenPath, dataPath, serverCommand, tokenPath } from "./server";
import { ownerLabel } from "../../provider/docker/labels";

/** The server: its port, its data, its identity and its container. */
export class Server {
    readonly container: docker.Container;
    readonly containerName: pulumi.Output<string>;
    readonly identity: LifecycleResource<"v1.Identity">;
    readonly port: pulumi.Output<number>;

    constructor(
        name: string,
        settings: ClusterSettings,
        host: Host,
        transform: ((args: docker.ContainerArgs) => docker.ContainerArgs) | undefined,
        child: pulumi.CustomResourceOptions,
    ) {
        const { dockerHost, keepsData } = settings;
        const node = nodeName(name, "server");
        this.containerName = pulumi.interpolate`${host.namePrefix}-server`;
        this.port = hostPort(`${name}-api-port`, settings, this.containerName, child);
        const volume = dataVolume(name, settings, host, child);
        const args = nodeContainerArgs({
            role: "server",
            containerName: this.containerName,
            nodeName: node,
            image: settings.image,
            networkName: host.network.name,
            aliases: [name],
            owner: host.owner,
            command: serverCommand(name, node, settings, host.publishedHost),
            ports: [{ internal: 6443, external: this.port, ip: "127.0.0.1", protocol: "tcp" }],
            volumes: volume ? [{ containerPath: dataPath, volumeName: volume.name }] : [],
        });
        const adjusted = transform ? transform(args) : args;
        this.identity = new LifecycleResource(
            "v1.Identity",
            `${name}-identity`,
            { dataKey: dataKey(adjusted, volume?.name), serverContainer: this.containerName, keepsData, dockerHost },
            child,
        );
        const presence = keepsData ? [this.presence(node, settings, host, child)] : [];
        this.container = new docker.Container(
            `${name}-server`,
            withSecrets(adjusted, {
                clusterId: this.identity.output("clusterId"),
                files: settings.keptVolume
                    ? []
                    : [
                          { path: tokenPath, content: this.identity.output("token") },
                          { path: agentTokenPath, content: this.identity.output("agentToken") },
                      ],
            }),
            { ...host.container(child), replaceOnChanges, replaceWith: presence },
        );
    }

    /** With data in a volume the identity stays when the container is gone, so this asks for a new one. */
    private presence(node: string, settings: ClusterSettings, host: Host, child: pulumi.CustomResourceOptions) {
        return new LifecycleResource(
            "v1.NodeIdentity",
            `${node}-node`,
            {
                node,
                container: this.containerName,
                owner: host.owner,
                dataVersion: settings.version,
                dockerHost: settings.dockerHost,
            },
            child,
        );
    }
}

function hostPort(
    name: string,
    { apiPort, dockerHost }: ClusterSettings,
    container: pulumi.Output<string>,
    child: pulumi.CustomResourceOptions,
): pulumi.Output<number> {
    const inputs = { port: apiPort, container, protocol: "tcp" as const, dockerHost };
    return new LifecycleResource("v1.HostPort", name, inputs, child).output("port");
}

function dataVolume(
    name: string,
    settings: ClusterSettings,
    host: Host,
    child: pulumi.CustomResourceOptions,
): docker.Volume | undefined {
    if (!settings.keepsData) return undefined;
    const volumeName = settings.keptVolume ?? pulumi.interpolate`${host.namePrefix}-data`;
    // A volume that is kept may have been made by another stack, with other labels or none.
    const labels = settings.keptVolume ? [] : [{ label: ownerLabel, value: host.owner }];
    const args = { name: volumeName, labels };
    return new docker.Volume(`${name}-data`, args, {
        ...host.on(child),
        retainOnDelete: settings.keptVolume !== undefined,
    });
}
