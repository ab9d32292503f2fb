import * as pulumi from "@pulumi/pulumi";
import { clusterDefaults, k3sImage } from "../../../../shared/cluster-defaults";
import { disabledByDefault } from "../../../../shared/packaged-components";
import { type RegistriesArgs, type RegistryArgs } from "../../registries/registries-args";
import { whenKnown } from "../../validation";
import { type ClusterArgs, type ClusterTransforms } from "./cluster-args";
import { type KubeconfigArgs } from "./kubeconfig-args";
import { type HostAlias, type NodeArgs } from "./node-args";
import { type ProxySettings } from "../proxy/proxy-settings";

/** The arguments of a Cluster with every default filled in. */
export interface ClusterSettings {
    image: pulumi.Input<string>;
    /** The version of K3s, if the image's tag names it. */
    version: pulumi.Input<string | undefined>;
    agents: number;
    apiPort?: pulumi.Input<number>;
    podSubnet: pulumi.Input<string>;
    serviceSubnet: pulumi.Input<string>;
    disable: pulumi.Input<pulumi.Input<string>[]>;
    server: NodeArgs;
    agent: NodeArgs;
    hostAliases: pulumi.Input<pulumi.Input<HostAlias>[]>;
    /** The argument as given. It has no default, so that existing nodes do not change. */
    dns?: ClusterArgs["dns"];
    /** The name of an existing Docker network. */
    network?: pulumi.Input<string>;
    /** The CAs that nodes and caches trust in addition to those of their images, as PEM text. */
    trust?: pulumi.Input<string>;
    /** The proxies of nodes and caches. */
    proxy?: ProxySettings;
    images: pulumi.Input<pulumi.Input<string>[]>;
    kubeconfig: KubeconfigArgs;
    registries: RegistriesArgs;
    /** The registry next to the nodes, if there is one. */
    registry?: RegistryArgs;
    /** The image of registry and caches, unless an argument names one. */
    registryImage: string;
    timeoutSeconds: pulumi.Input<number>;
    dockerHost?: pulumi.Input<string>;
    /** Whether the data is in volumes, so that it outlives the nodes' containers. */
    keepsData: boolean;
    /** The name of the server's volume, if the volume outlives the stack. */
    keptVolume?: string;
    transforms: ClusterTransforms;
}

/** Values that do not come from the arguments alone: the stack's configuration, and the files that arguments name. */
export interface Surroundings {
    /** `k3s:image` */
    image?: string;
    /** `k3s:registryImage` */
    registryImage?: string;
    /** The certificates that the argument `trust` resolves to. */
    trust?: pulumi.Input<string>;
    /** The proxies that the argument `proxy` resolves to. */
    proxy?: ProxySettings;
}

const defaultRegistryImage = "registry:3";

export function clusterSettings(args: ClusterArgs, around: Surroundings = {}): ClusterSettings {
    const image = args.image ?? (args.version === undefined ? around.image : undefined);
    const nodeImage = image ?? whenKnown(args.version, (version) => k3sImage(version));
    return {
        image: nodeImage,
        version: whenKnown(nodeImage, (name) => /:(v[^:]+)$/.exec(name)?.[1]),
        agents: args.agents ?? 0,
        apiPort: args.apiPort,
        podSubnet: args.podSubnet ?? clusterDefaults.podSubnet,
        serviceSubnet: args.serviceSubnet ?? clusterDefaults.serviceSubnet,
        disable: args.disable ?? disabledByDefault,
        server: args.server ?? {},
        agent: args.agent ?? {},
        hostAliases: args.hostAliases ?? [],
        dns: args.dns,
        network: args.network,
        trust: around.trust,
        proxy: around.proxy,
        images: args.images ?? [],
        kubeconfig: args.kubeconfig ?? {},
        registries: args.registries ?? {},
        registry: args.registry === true ? {} : args.registry || undefined,
        registryImage: around.registryImage ?? defaultRegistryImage,
        timeoutSeconds: args.timeoutSeconds ?? 300,
        dockerHost: args.dockerHost,
        keepsData: Boolean(args.dataVolume),
        keptVolume: typeof args.dataVolume === "string" ? args.dataVolume : undefined,
        transforms: args.transform ?? {},
    };
}
