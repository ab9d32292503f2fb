import type * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource, type LifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterSettings } from "../cluster/arguments/cluster-settings";
import { type DockerHost } from "../cluster/local/docker-host";
import { pulledImage } from "../cluster/local/host";
import { neededOfContainer } from "../cluster/needed-arguments";
import { transformed } from "../cluster/transform";
import { addressOf, type RegistryContainer, registryContainerArgs } from "./registry-container";

/** A registry's container. */
export interface RegistryNode {
    container: docker.Container;
    containerName: pulumi.Output<string>;
    alias: string;
}

type Settings = Pick<RegistryContainer, "role" | "alias" | "config" | "files" | "environment" | "hostPort"> & {
    image: pulumi.Input<string>;
    volume: boolean | string;
};

/** Makes a registry, with somebody who notices when it is missing; a plain `up` makes it again, on its volume. */
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
    // Registries can share what they store, which servers and agents cannot.
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

/** The readiness check of a registry: a node reaches it. */
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
