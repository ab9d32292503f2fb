import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { type ClusterTransforms } from "../cluster/cluster-args";
import { type Host } from "../cluster/host";
import { stackVolume } from "../cluster/stack-volume";
import { transformed } from "../cluster/transform";
import { addressOf, type RegistryContainer, registryContainerArgs } from "./registry-container";

/** Where registries are made, and how long one may take to answer. */
export interface RegistryPlace {
    cluster: string;
    host: Host;
    timeoutSeconds: number;
    dockerHost?: string;
    child: pulumi.CustomResourceOptions;
}

type Settings = Pick<RegistryContainer, "role" | "alias" | "config" | "files" | "hostPort"> & {
    image: string;
    volume: boolean | string;
};

/** A registry's container, with somebody who notices when it is missing; a plain `up` makes it again, on its volume. */
export class RegistryNode {
    readonly container: docker.Container;
    readonly alias: string;
    private readonly containerName: pulumi.Output<string>;

    constructor(
        private readonly place: RegistryPlace,
        { image, volume, ...settings }: Settings,
        transforms: ClusterTransforms,
    ) {
        const { cluster, host, dockerHost, child } = place;
        const { owner, networkName } = host;
        this.alias = settings.alias;
        this.containerName = registryContainerName(host, this.alias);
        const name = `${cluster}-${this.alias}`;
        const presence = lifecycleResource(
            "v1.ContainerPresence",
            `${name}-presence`,
            { container: this.containerName, owner, dockerHost },
            child,
        );
        const images = typeof volume === "string" ? volume : undefined;
        const storage =
            volume === false ? undefined : stackVolume(name, this.alias, images, host, child, transforms.volume);
        const pulled = host.pulled(name, image, child);
        const args = registryContainerArgs({
            ...settings,
            containerName: this.containerName,
            image: host.imageName(image),
            networkName,
            owner,
            volumeName: storage?.name,
        });
        const adjusted = transformed(`container "${name}"`, args, transforms.registry);
        this.container = host.container(
            name,
            { own: args, final: adjusted },
            { ...child, replaceWith: [presence] },
            pulled,
        );
    }

    /** The proof that a node reaches it. */
    proof(nodeContainer: docker.Container, nodeContainerName: pulumi.Output<string>) {
        const { cluster, host, timeoutSeconds, dockerHost, child } = this.place;
        return lifecycleResource(
            "v1.RegistryReady",
            `${cluster}-${this.alias}-ready`,
            {
                container: this.containerName,
                containerId: this.container.id,
                place: host.place(this.alias),
                address: addressOf(this.alias),
                node: nodeContainerName,
                timeoutSeconds,
                dockerHost,
            },
            { ...child, dependsOn: nodeContainer },
        );
    }
}

export function registryContainerName(host: Host, alias: string): pulumi.Output<string> {
    return pulumi.interpolate`${host.namePrefix}-${alias}`;
}
