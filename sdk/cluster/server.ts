import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { type NetworkPlace } from "../../provider/docker/node-containers";
import { agentTokenPath, tokenPath } from "../../provider/docker/node-files";
import { lifecycleResource, type LifecycleResource } from "../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "./cluster-settings";
import { dataKey } from "./data-key";
import { type Host } from "./host";
import { hostPort, publishedPorts } from "./host-ports";
import { nodeName } from "./names";
import { nodeContainerArgs, withSecrets } from "./node-container";
import { serverCommand } from "./server-command";
import { stackVolume } from "./stack-volume";
import { transformed } from "./transform";
import { type Registries } from "../registries/registries";
import { type ClusterTransforms } from "./cluster-args";

/** The server: its port, its data, its identity and its container. */
export class Server {
    readonly container: docker.Container;
    readonly containerName: pulumi.Output<string>;
    /** Where the agents find it. */
    readonly place: pulumi.Output<NetworkPlace>;
    readonly volume: docker.Volume | undefined;
    readonly identity: LifecycleResource<"v1.Identity">;
    readonly port: pulumi.Output<number>;

    constructor(
        name: string,
        settings: ClusterSettings,
        host: Host,
        registries: Registries,
        transforms: ClusterTransforms,
        child: pulumi.CustomResourceOptions,
    ) {
        const { dockerHost, keepsData } = settings;
        const node = nodeName(name, "server");
        this.containerName = pulumi.interpolate`${host.namePrefix}-server`;
        this.place = host.place(name, node);
        const publisher = { container: this.containerName, address: host.publishedAddress, dockerHost };
        this.port = hostPort(`${name}-api-port`, settings.apiPort, "TCP", publisher, child);
        this.volume = keepsData
            ? stackVolume(`${name}-data`, "data", settings.keptVolume, host, child, transforms.volume)
            : undefined;
        const args = nodeContainerArgs({
            role: "server",
            containerName: this.containerName,
            nodeName: node,
            image: host.imageName(settings.image),
            networkName: host.networkName,
            aliases: [name],
            hostAliases: settings.hostAliases,
            owner: host.owner,
            command: serverCommand(name, node, settings, host.publishedHost),
            files: registries.files,
            node: settings.server,
            ports: [
                { internal: 6443, external: this.port, ip: host.publishedAddress, protocol: "tcp" },
                ...publishedPorts(node, settings.server.ports ?? [], publisher, child),
            ],
            data: this.volume?.name,
        });
        const adjusted = transformed(`container "${node}"`, args, transforms.server);
        this.identity = lifecycleResource(
            "v1.Identity",
            `${name}-identity`,
            {
                dataKey: dataKey(adjusted, this.volume?.name),
                serverContainer: this.containerName,
                keepsData,
                dockerHost,
            },
            child,
        );
        const presence = keepsData ? [this.presence(node, settings, host, child)] : [];
        const tokens = [
            { path: tokenPath, content: this.identity.output("token") },
            { path: agentTokenPath, content: this.identity.output("agentToken") },
        ];
        const final = withSecrets(adjusted, {
            clusterId: this.identity.output("clusterId"),
            files: settings.keptVolume ? [] : tokens,
        });
        this.container = host.container(
            `${name}-server`,
            { own: args, final },
            { ...child, replaceWith: presence },
            // Caches first: then what K3s itself pulls comes through them.
            ...registries.caches,
        );
    }

    /** With data in a volume the identity stays when the container is gone, so this asks for a new one. */
    private presence(node: string, settings: ClusterSettings, host: Host, child: pulumi.CustomResourceOptions) {
        return lifecycleResource(
            "v1.NodeIdentity",
            `${node}-node`,
            {
                node,
                container: this.containerName,
                owner: host.owner,
                dataVersion: settings.version,
                keptVolume: settings.keptVolume,
                image: settings.keptVolume && host.imageName(settings.image),
                dockerHost: settings.dockerHost,
            },
            { ...child, dependsOn: host.image },
        );
    }
}
