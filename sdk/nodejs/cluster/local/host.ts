import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { machineEndpoint } from "../../../../shared/docker/machine-endpoint";
import { loopback } from "../../../../shared/docker/published-host";
import { imageHooks } from "../../../../provider/shims/image-hooks";
import { lifecycleResource, type LifecycleResource } from "../../../../provider/shims/lifecycle-resource";
import { onceCreated } from "../../references/once-created";
import { whenKnown } from "../../validation";
import { type ClusterSettings } from "../arguments/cluster-settings";
import { DockerHost, reportedImageName } from "./docker-host";
import { clusterPath, namePrefix } from "../names";
import { neededOfDockerProvider, neededOfImage } from "../needed-arguments";
import { checkNetworkSubnets } from "./network-subnets";
import { type Transform, transformed } from "../transform";

/** A checked daemon, with what a cluster needs there before its first container. */
export interface CreatedHost {
    host: DockerHost;
    /** `project/stack/cluster`. */
    path: pulumi.Output<string>;
    daemonId: pulumi.Output<string>;
    /** The node image. */
    image: docker.RemoteImage;
    /** The subnets of the cluster's network. */
    networkSubnets: pulumi.Output<string[]>;
}

/** Checks the daemon, and creates the network and the node image there. */
export function createHost(
    name: string,
    settings: ClusterSettings,
    options: pulumi.CustomResourceOptions,
): CreatedHost {
    const { dockerHost, transforms } = settings;
    const daemon = lifecycleResource("v1.Daemon", `${name}-daemon`, daemonInputs(name, settings), options);
    const provider = dockerProvider(name, daemon, dockerHost, transforms.dockerProvider, options);
    const engine = daemon.output("engine");
    const hooks = imageHooks(dockerHost);
    const on = { ...options, provider, dependsOn: [] };
    const image = pulledImage(name, reportedImageName(settings.image, engine), transforms.image, { ...on, hooks });
    const network = clusterNetwork(name, settings, daemon, options);
    const host = new DockerHost({
        provider,
        dockerHost,
        namePrefix: daemon.output("namePrefix"),
        owner: daemon.output("owner"),
        networkName: network.name,
        engine,
        ...published(daemon),
        prepared: image,
    });
    return {
        host,
        path: daemon.output("cluster"),
        daemonId: daemon.output("daemonId"),
        image,
        networkSubnets: network.subnets,
    };
}

/**
 * Creates the provider for everything in Docker. Its host is known after `daemon` has checked the Docker daemon, with a
 * deadline. As long as the host is unknown, Pulumi does not configure the plugin. A configured plugin calls the daemon
 * at once, in the first preview too, without a deadline and regardless of `disableDockerDaemonCheck`. In addition, the
 * state does not get the address of a refused daemon, which `destroy` would use.
 */
export function dockerProvider(
    name: string,
    daemon: pulumi.CustomResource,
    dockerHost: pulumi.Input<string> | undefined,
    transform: Transform<docker.ProviderArgs> | undefined,
    options: pulumi.CustomResourceOptions,
): docker.Provider {
    const endpoint = whenKnown(dockerHost, (known) => machineEndpoint(known));
    const own: docker.ProviderArgs = {
        host: whenKnown(endpoint, ({ host }) => host),
        certPath: whenKnown(endpoint, ({ certificatePath }) => certificatePath),
        disableDockerDaemonCheck: true,
    };
    const args = transformed(`provider "${name}"`, own, transform, neededOfDockerProvider);
    const host = onceCreated(daemon, args.host) as pulumi.Output<string>;
    return new docker.Provider(name, { ...args, host }, { ...options, dependsOn: daemon });
}

/** Returns the host and the address at which a daemon's published ports are reached. */
export function published(daemon: { output(key: "publishedHost" | "publishedAddress"): pulumi.Output<string> }): {
    publishedHost: pulumi.Output<string>;
    publishedAddress: pulumi.Output<string>;
} {
    // An older state has no address, because there was no choice.
    const address = daemon.output("publishedAddress") as pulumi.Output<string | undefined>;
    return {
        publishedHost: daemon.output("publishedHost"),
        publishedAddress: address.apply((known) => known ?? loopback),
    };
}

/** Creates an image on the daemon. */
export function pulledImage(
    name: string,
    image: pulumi.Output<string>,
    transform: Transform<docker.RemoteImageArgs> | undefined,
    options: pulumi.CustomResourceOptions,
): docker.RemoteImage {
    const args = { name: image, keepLocally: true };
    return new docker.RemoteImage(
        name,
        transformed<docker.RemoteImageArgs>(`image "${name}"`, args, transform, neededOfImage),
        options,
    );
}

function clusterNetwork(
    name: string,
    { network, podSubnet, serviceSubnet, proxy, dockerHost }: ClusterSettings,
    daemon: LifecycleResource<"v1.Daemon">,
    options: pulumi.CustomResourceOptions,
): { name: pulumi.Output<string>; subnets: pulumi.Output<string[]> } {
    if (network !== undefined) {
        // Only the exceptions of a proxy need the subnets of an existing network.
        const existing =
            proxy &&
            lifecycleResource(
                "v1.ExistingNetwork",
                `${name}-network`,
                { network, dockerHost },
                { ...options, dependsOn: daemon },
            );
        return { name: pulumi.output(network), subnets: existing?.output("subnets") ?? pulumi.output([]) };
    }
    const inputs = { name: daemon.output("namePrefix"), owner: daemon.output("owner"), dockerHost };
    const own = lifecycleResource("v1.Network", name, inputs, options);
    // Pulumi's mocks return no subnets.
    const subnets = (own.output("subnets") as pulumi.Output<string[] | undefined>).apply((known) => known ?? []);
    // Docker chooses the network's subnet when it creates the network. The preflight has compared only the networks
    // that existed before.
    const checked = pulumi
        .all([own.output("name"), subnets, podSubnet, serviceSubnet])
        .apply(([known, taken, pods, services]) => {
            checkNetworkSubnets(name, { podSubnet: pods, serviceSubnet: services }, taken);
            return known;
        });
    return { name: checked, subnets };
}

function daemonInputs(name: string, settings: ClusterSettings) {
    const { image, images, podSubnet, serviceSubnet, server, network, keptVolume, dockerHost } = settings;
    return {
        namePrefix: namePrefix(pulumi.getProject(), pulumi.getStack(), name),
        cluster: clusterPath(pulumi.getProject(), pulumi.getStack(), name),
        nodeImage: image,
        images: pulumi.output(images),
        podSubnet,
        serviceSubnet,
        network,
        networkAlias: name,
        keptVolume,
        acceptsCgroupV1: whenKnown(server.extraArgs, (known = []) =>
            (known as string[]).includes("--kubelet-arg=fail-cgroupv1=false"),
        ),
        dockerHost,
    };
}
