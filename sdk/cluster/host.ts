import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { toldImageName } from "../../provider/docker/image-name";
import { machineEndpoint } from "../../provider/docker/machine";
import { type NetworkPlace } from "../../provider/docker/node-containers";
import { loopback } from "../../provider/docker/published-address";
import { lifecycleResource } from "../../provider/shims/lifecycle-resource";
import { imageHooks } from "../../provider/shims/image-hooks";
import { leftoverHooks } from "../../provider/shims/leftover-hooks";
import { type ClusterTransforms } from "./cluster-args";
import { type ClusterSettings } from "./cluster-settings";
import { clusterPath, namePrefix } from "./names";
import { type ContainerArguments, dockerContainer } from "./docker-container";
import { checkNetworkSubnets } from "./network-subnets";
import { transformed } from "./transform";

/** What a cluster needs of the Docker host: a checked daemon, a network, the node image. */
export class Host {
    readonly provider: docker.Provider;
    readonly networkName: pulumi.Output<string>;
    readonly image: docker.RemoteImage;
    readonly namePrefix: pulumi.Output<string>;
    /** `project/stack/cluster`. */
    readonly cluster: pulumi.Output<string>;
    /** Whose the Docker objects are. */
    readonly owner: pulumi.Output<string>;
    /** Where published ports are reached, as it stands in a URL. */
    readonly publishedHost: pulumi.Output<string>;
    /** The address of the Docker host that ports are published on. */
    readonly publishedAddress: pulumi.Output<string>;

    /** None in a state from before it was asked for: then it is Docker. */
    private readonly engine: pulumi.Output<"docker" | "podman" | undefined>;

    constructor(
        name: string,
        private readonly settings: ClusterSettings,
        private readonly transforms: ClusterTransforms,
        options: pulumi.CustomResourceOptions,
    ) {
        const daemon = lifecycleResource("v1.Daemon", `${name}-daemon`, daemonInputs(name, settings), options);
        const { host, certificatePath } = machineEndpoint(settings.dockerHost);
        // Daemon checks it, with a deadline; the plugin's own check has none, and comes in the preview too. The provider
        // waits for that: else the state would keep the address of a daemon that is refused, and `destroy` would go there.
        const provider = { host, certPath: certificatePath, disableDockerDaemonCheck: true };
        const adjusted = transformed<docker.ProviderArgs>(`provider "${name}"`, provider, transforms.dockerProvider);
        this.provider = new docker.Provider(name, adjusted, { ...options, dependsOn: daemon });
        this.namePrefix = daemon.output("namePrefix");
        this.cluster = daemon.output("cluster");
        this.owner = daemon.output("owner");
        this.publishedHost = daemon.output("publishedHost");
        // A state from before there was a choice has none.
        const publishedAddress = daemon.output("publishedAddress") as pulumi.Output<string | undefined>;
        this.publishedAddress = publishedAddress.apply((address) => address ?? loopback);
        this.engine = daemon.output("engine");
        this.networkName = settings.network ? pulumi.output(settings.network) : this.ownNetwork(name, options);
        const hooks = imageHooks(settings.dockerHost);
        this.image = this.pulled(name, settings.image, { ...options, hooks });
    }

    /** An image on the daemon. */
    pulled(name: string, image: string, options: pulumi.CustomResourceOptions): docker.RemoteImage {
        const args = { name: this.imageName(image), keepLocally: true };
        const adjusted = transformed<docker.RemoteImageArgs>(`image "${name}"`, args, this.transforms.image);
        return new docker.RemoteImage(name, adjusted, this.on(options));
    }

    private ownNetwork(name: string, options: pulumi.CustomResourceOptions): pulumi.Output<string> {
        const { podSubnet, serviceSubnet, dockerHost } = this.settings;
        const inputs = { name: this.namePrefix, owner: this.owner, dockerHost };
        const network = lifecycleResource("v1.Network", name, inputs, options);
        // Which subnet Docker takes is known only now; what the daemon had before was looked at before.
        return pulumi.all([network.output("name"), network.output("subnets")]).apply(([networkName, subnets]) => {
            checkNetworkSubnets(name, { podSubnet, serviceSubnet }, subnets);
            return networkName;
        });
    }

    /** Where the others of the cluster find a container. */
    place(...aliases: string[]): pulumi.Output<NetworkPlace> {
        return this.networkName.apply((network) => ({ network, aliases }));
    }

    /** Options for a Docker resource of this host. */
    on(options: pulumi.CustomResourceOptions, ...dependsOn: pulumi.Resource[]): pulumi.CustomResourceOptions {
        return { ...options, provider: this.provider, dependsOn };
    }

    /** An image's name as the engine tells it of a container: Podman in full, and another name replaces the container. */
    imageName(image: string): pulumi.Output<string> {
        return this.engine.apply((engine) => toldImageName(image, engine));
    }

    /** A container; what an interrupted run left under its name is removed before. */
    container(
        name: string,
        args: ContainerArguments,
        options: pulumi.CustomResourceOptions,
        ...dependsOn: pulumi.Resource[]
    ): docker.Container {
        const hooks = leftoverHooks(this.owner, this.settings.dockerHost);
        return dockerContainer(name, args, {
            ...this.on(options, this.image, ...dependsOn),
            hooks,
            deleteBeforeReplace: true,
        });
    }

    /** Loads the local images into a node, where there are any to load. */
    loadImages(
        name: string,
        container: pulumi.Input<string>,
        containerId: pulumi.Input<string>,
        options: pulumi.CustomResourceOptions,
    ): pulumi.Resource[] {
        const { images, dockerHost } = this.settings;
        if (images.length === 0) return [];
        return [lifecycleResource("v1.NodeImages", name, { container, containerId, images, dockerHost }, options)];
    }
}

function daemonInputs(name: string, settings: ClusterSettings) {
    const { image, images, podSubnet, serviceSubnet, server, network, keptVolume, dockerHost } = settings;
    return {
        namePrefix: namePrefix(pulumi.getProject(), pulumi.getStack(), name),
        cluster: clusterPath(pulumi.getProject(), pulumi.getStack(), name),
        nodeImage: image,
        images,
        podSubnet,
        serviceSubnet,
        network,
        networkAlias: name,
        keptVolume,
        acceptsCgroupV1: (server.extraArgs ?? []).includes("--kubelet-arg=fail-cgroupv1=false"),
        dockerHost,
    };
}
