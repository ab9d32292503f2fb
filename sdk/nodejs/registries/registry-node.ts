import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource, type LifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "../cluster/arguments/cluster-settings";
import { type DockerHost } from "../cluster/local/docker-host";
import { pulledImage } from "../cluster/local/host";
import { neededOfContainer } from "../cluster/needed-arguments";
import { transformed } from "../cluster/transform";
import { addressOf, type RegistryContainer, registryContainerArgs } from "./registry-container";

/** The container of a registry or a cache. */
export interface RegistryNode {
    container: docker.Container;
    containerName: pulumi.Output<string>;
    alias: string;
}

type Settings = Pick<RegistryContainer, "role" | "alias" | "config" | "files" | "environment" | "hostPort"> & {
    image: pulumi.Input<string>;
    volume: boolean | string;
};

/**
 * Creates a registry or a cache, and a resource that notices when its container is missing, so that the next `up`
 * recreates the container with its volume.
 */
export function createRegistryNode(
    cluster: string,
    { image, volume, ...settings }: Settings,
    { dockerHost, transforms }: ClusterSettings,
    host: DockerHost,
    child: pulumi.CustomResourceOptions,
): RegistryNode {
    const { owner, networkName } = host.data;
    const { alias } = settings;
    const containerName = registryContainerName(host, alias);
    const name = `${cluster}-${alias}`;
    const keptName = typeof volume === "string" ? volume : undefined;
    // Several registries can share a volume; servers and agents cannot.
    const stored = { role: alias, keptName, shared: true, transform: transforms.volume };
    const storage = volume === false ? undefined : host.volume(name, stored, child);
    const presence = lifecycleResource(
        "v1.ContainerPresence",
        `${name}-presence`,
        { container: containerName, owner, volume: keptName === undefined ? storage?.name : undefined, dockerHost },
        child,
    );
    const imageName = host.imageName(image);
    const pulled = pulledImage(name, imageName, transforms.image, host.on(child));
    const args = registryContainerArgs({
        ...settings,
        containerName,
        image: imageName,
        networkName,
        owner,
        volumeName: storage?.name,
    });
    const adjusted = transformed(`container "${name}"`, args, transforms.registry, neededOfContainer);
    const options = { ...child, replaceWith: [presence] };
    const container = host.container(name, { own: args, final: adjusted }, options, pulled, presence);
    return { container, containerName, alias };
}

/** Creates the readiness check of a registry, which waits until a node reaches it. */
export function registryReady(
    cluster: string,
    { container, containerName, alias }: RegistryNode,
    node: { container: docker.Container; containerName: pulumi.Output<string> },
    { timeoutSeconds, dockerHost }: Pick<ClusterSettings, "timeoutSeconds" | "dockerHost">,
    host: DockerHost,
    child: pulumi.CustomResourceOptions,
): LifecycleResource<"v1.RegistryReady"> {
    const inputs = {
        container: containerName,
        containerId: container.id,
        place: host.place(alias),
        address: addressOf(alias),
        node: node.containerName,
        timeoutSeconds,
        dockerHost,
    };
    return lifecycleResource("v1.RegistryReady", `${cluster}-${alias}-ready`, inputs, {
        ...child,
        dependsOn: node.container,
    });
}

export function registryContainerName(host: DockerHost, alias: string): pulumi.Output<string> {
    return pulumi.interpolate`${host.data.namePrefix}-${alias}`;
}
