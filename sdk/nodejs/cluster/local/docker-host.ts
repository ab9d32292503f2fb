import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { engineImageName } from "../../../../shared/docker/image-reference";
import { ownerLabel } from "../../../../shared/labels";
import { type NetworkAttachment } from "../../../../shared/docker/network-attachment";
import { containerHooks } from "../../../../provider/shims/container-hooks";
import { volumeHooks } from "../../../../provider/shims/volume-hooks";
import { lifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { type ContainerArguments, dockerContainer } from "../node/docker-container";
import { neededOfVolume } from "../needed-arguments";
import { type Transform, transformed } from "../transform";

/** The data of the Docker daemon that runs a cluster's containers. */
export interface DockerHostData {
    /** The provider that creates everything on the daemon. */
    readonly provider: docker.Provider;
    readonly dockerHost?: pulumi.Input<string>;
    /** The prefix of the names of this stack's objects for the cluster. */
    readonly namePrefix: pulumi.Output<string>;
    /** The owner of these objects. */
    readonly owner: pulumi.Output<string>;
    readonly networkName: pulumi.Output<string>;
    /** The host at which published ports are reached, in the form for a URL. */
    readonly publishedHost: pulumi.Output<string>;
    /** The address of the Docker host on which ports are published. */
    readonly publishedAddress: pulumi.Output<string>;
    /** Undefined in an older state, which did not record the engine. The engine is Docker then. */
    readonly engine: pulumi.Output<"docker" | "podman" | undefined>;
    /** The resource that has to exist before the first container of a node: the node image. */
    readonly prepared: pulumi.Resource;
}

/** A volume with the data of a cluster's container. */
export interface StackVolume {
    /** The suffix of the volume's name, if the volume is deleted with the stack. */
    role: string;
    /** The name of a kept volume. */
    keptName: string | undefined;
    /** Whether several containers may use the kept volume at the same time. */
    shared?: boolean;
    transform: Transform<docker.VolumeArgs> | undefined;
}

/** The Docker daemon that runs a cluster's containers. Creates containers and volumes there. */
export class DockerHost {
    constructor(readonly data: DockerHostData) {}

    /** Returns a container's network and its names there, by which the cluster's other containers find it. */
    place(...aliases: string[]): pulumi.Output<NetworkAttachment> {
        return this.data.networkName.apply((network) => ({ network, aliases }));
    }

    /** Returns the options for a Docker resource on this daemon. */
    on(options: pulumi.CustomResourceOptions, ...dependsOn: pulumi.Resource[]): pulumi.CustomResourceOptions {
        return { ...options, provider: this.data.provider, dependsOn };
    }

    /**
     * Returns an image's name in the form in which the engine reports it for a container: Podman reports the full name.
     * Any other form would replace the container.
     */
    imageName(image: pulumi.Input<string>): pulumi.Output<string> {
        return reportedImageName(image, this.data.engine);
    }

    /** Creates a container. Removes a container with the same name first if an interrupted run left it. */
    container(
        name: string,
        args: ContainerArguments,
        options: pulumi.CustomResourceOptions,
        ...dependsOn: pulumi.Resource[]
    ): docker.Container {
        const { owner, dockerHost, prepared } = this.data;
        return dockerContainer(name, args, {
            ...this.on(options, prepared, ...dependsOn),
            hooks: containerHooks(owner, dockerHost),
            deleteBeforeReplace: true,
        });
    }

    /**
     * Creates a volume that is deleted with the stack or, if it has a name of its own, a kept one. Refuses a volume of
     * another stack.
     */
    volume(
        name: string,
        { role, keptName, shared = false, transform }: StackVolume,
        child: pulumi.CustomResourceOptions,
    ): docker.Volume {
        const { namePrefix, owner, dockerHost } = this.data;
        const volumeName = keptName ?? pulumi.interpolate`${namePrefix}-${role}`;
        // Another stack may have created a kept volume, with other labels or none.
        const labels = keptName === undefined ? [{ label: ownerLabel, value: owner }] : [];
        const own = { name: volumeName, labels };
        const args = transformed<docker.VolumeArgs>(`volume "${name}"`, own, transform, neededOfVolume);
        const hooks = volumeHooks(owner, { kept: keptName !== undefined, shared }, dockerHost);
        const options = { ...this.on(child), hooks, ...(keptName === undefined ? {} : { retainOnDelete: true }) };
        // Docker cannot change labels, and a replacement of the volume would delete its data.
        const isLabelled = keptName === undefined && transform !== undefined;
        return new docker.Volume(name, args, isLabelled ? { ...options, ignoreChanges: ["labels"] } : options);
    }

    /** Loads local images into a node, if there are any. */
    loadImages(
        name: string,
        images: pulumi.Input<pulumi.Input<string>[]>,
        container: pulumi.Input<string>,
        containerId: pulumi.Input<string>,
        options: pulumi.CustomResourceOptions,
    ): pulumi.Resource[] {
        if (Array.isArray(images) && images.length === 0) return [];
        const { dockerHost } = this.data;
        const inputs = { container, containerId, images: pulumi.output(images), dockerHost };
        return [lifecycleResource("v1.NodeImages", name, inputs, options)];
    }
}

export function reportedImageName(
    image: pulumi.Input<string>,
    engine: pulumi.Output<"docker" | "podman" | undefined>,
): pulumi.Output<string> {
    return pulumi.all([image, engine]).apply(([name, known]) => engineImageName(name, known));
}
