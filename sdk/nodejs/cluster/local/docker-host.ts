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

/** The Docker daemon that a cluster's containers are on. */
export interface DockerHostData {
    /** The provider that everything on it is made with. */
    readonly provider: docker.Provider;
    readonly dockerHost?: pulumi.Input<string>;
    /** The prefix of the names of this stack's objects for the cluster. */
    readonly namePrefix: pulumi.Output<string>;
    /** Whose they are. */
    readonly owner: pulumi.Output<string>;
    readonly networkName: pulumi.Output<string>;
    /** Where published ports are reached, as it stands in a URL. */
    readonly publishedHost: pulumi.Output<string>;
    /** The address of the Docker host that ports are published on. */
    readonly publishedAddress: pulumi.Output<string>;
    /** None in a state from before it was asked for: then it is Docker. */
    readonly engine: pulumi.Output<"docker" | "podman" | undefined>;
    /** The resource that precedes the first container of a node: the node image. */
    readonly prepared: pulumi.Resource;
}

/** A volume that a container of a cluster has its data in. */
export interface StackVolume {
    /** The suffix of its name, where it is deleted with the stack. */
    role: string;
    /** The name of one that is kept. */
    keptName: string | undefined;
    /** A kept one may have several users at a time. */
    shared?: boolean;
    transform: Transform<docker.VolumeArgs> | undefined;
}

/** A Docker daemon that a cluster's containers are on, and how one is made there. */
export class DockerHost {
    constructor(readonly data: DockerHostData) {}

    /** Where the others of the cluster find a container. */
    place(...aliases: string[]): pulumi.Output<NetworkAttachment> {
        return this.data.networkName.apply((network) => ({ network, aliases }));
    }

    /** Options for a Docker resource of this host. */
    on(options: pulumi.CustomResourceOptions, ...dependsOn: pulumi.Resource[]): pulumi.CustomResourceOptions {
        return { ...options, provider: this.data.provider, dependsOn };
    }

    /** An image's name as the engine tells it of a container: Podman in full, and another name replaces the container. */
    imageName(image: pulumi.Input<string>): pulumi.Output<string> {
        return reportedImageName(image, this.data.engine);
    }

    /** A container; what an interrupted run left under its name is removed before. */
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

    /** A volume of the stack, which goes with it; or, by a name of its own, one that is kept. Another stack's is refused. */
    volume(
        name: string,
        { role, keptName, shared = false, transform }: StackVolume,
        child: pulumi.CustomResourceOptions,
    ): docker.Volume {
        const { namePrefix, owner, dockerHost } = this.data;
        const volumeName = keptName ?? pulumi.interpolate`${namePrefix}-${role}`;
        // A volume that is kept may have been made by another stack, with other labels or none.
        const labels = keptName === undefined ? [{ label: ownerLabel, value: owner }] : [];
        const own = { name: volumeName, labels };
        const args = transformed<docker.VolumeArgs>(`volume "${name}"`, own, transform, neededOfVolume);
        const hooks = volumeHooks(owner, { kept: keptName !== undefined, shared }, dockerHost);
        const options = { ...this.on(child), hooks, ...(keptName === undefined ? {} : { retainOnDelete: true }) };
        // Docker changes no labels, and a new volume of the same name would delete the data in it.
        const isLabelled = keptName === undefined && transform !== undefined;
        return new docker.Volume(name, args, isLabelled ? { ...options, ignoreChanges: ["labels"] } : options);
    }

    /** Loads local images into a node, where there are any to load. */
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
