import type * as docker from "@pulumi/docker";
import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { type RegistriesArgs, type RegistryArgs } from "../../registries/registries-args";
import { type KubeconfigArgs } from "./kubeconfig-args";
import { type DnsArgs } from "../dns/dns-args";
import { type HostAlias, type NodeArgs } from "./node-args";
import { type ProductionArgs } from "./production-args";
import { type ProxyArgs, type ProxySource } from "../proxy/proxy-args";
import { type Transform } from "../transform";

/**
 * The arguments of a {@link Cluster}. None is required.
 *
 * Some changes replace the server. Without `dataVolume`, the cluster's data is in the server's container: a replacement
 * then deletes everything in the cluster, and the preview lists it. With `dataVolume`, the new server starts with the
 * old data, and workloads stay.
 *
 * Each argument accepts an Output, except the ones that decide which resources exist: `agents`, `dataVolume`,
 * `kubeconfig.merge`, `transform`, the choice of proxies in `proxy`, the list of `trust`, the `ports` of nodes, whether
 * there is a `registry`, the hosts in `registries`, and the form and the domains of `dns`.
 */
export interface ClusterArgs {
    /**
     * K3s version of the server and the agents, as in the image's tag: `vX.Y.Z-k3sN`. Cannot be combined with `image`.
     *
     * @default "v1.36.0-k3s1"
     * @change Replaces every node. With `dataVolume`, a version older than the previous one is refused.
     */
    version?: pulumi.Input<string> | undefined;
    /**
     * Node image, in place of `rancher/k3s:<version>`. Cannot be combined with `version`. An image that the Docker
     * daemon already has is not pulled. New content under the same tag is not detected: use another tag.
     *
     * @default the configuration `k3s:image`, or else the official image of `version`
     * @change Replaces every node.
     * @example "rancher/k3s:v1.34.4-k3s1"
     */
    image?: pulumi.Input<string> | undefined;
    /**
     * Number of agents in addition to the server, 0 to 50.
     *
     * @default 0
     * @change Adds or removes agents, and nothing else. An agent is drained before it is removed.
     */
    agents?: number | undefined;
    /**
     * Port of the API server on the Docker host, 1 to 65535. It listens on the host's loopback address. If the Docker
     * daemon is on another machine, it listens on the address at which the daemon is reached.
     *
     * @default a free port, chosen once and kept
     * @change Replaces the server.
     */
    apiPort?: pulumi.Input<number> | undefined;
    /**
     * IPv4 network of the pods (`--cluster-cidr`), a /8 at most; each node takes a /24 of it. It must not overlap
     * `serviceSubnet` or a network of the Docker daemon.
     *
     * @default "10.42.0.0/16"
     * @change Replaces the server. K3s cannot change it on old data: with `dataVolume`, start with a new volume.
     */
    podSubnet?: pulumi.Input<string> | undefined;
    /**
     * IPv4 network of the Services (`--service-cidr`), between a /12 and a /28. It must not overlap `podSubnet` or a
     * network of the Docker daemon.
     *
     * @default "10.43.0.0/16"
     * @change Replaces the server. K3s cannot change it on old data: with `dataVolume`, start with a new volume.
     */
    serviceSubnet?: pulumi.Input<string> | undefined;
    /**
     * Components of K3s that are not deployed (`--disable`); `[]` deploys all of them. Services of type LoadBalancer
     * work by default, because K3s's `servicelb` is not disabled.
     *
     * @default ["traefik", "metrics-server"]
     * @change Replaces the server.
     */
    disable?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Settings of the server's node: labels, taints, limits, volumes, ports, further arguments for K3s.
     *
     * @default none
     * @change As each setting of {@link NodeArgs} says.
     */
    server?: NodeArgs | undefined;
    /**
     * Settings of the agents' nodes. They are also the defaults of each {@link AgentPool} of the program.
     *
     * @default none
     * @change As each setting of {@link NodeArgs} says.
     */
    agent?: NodeArgs | undefined;
    /**
     * Additional host names, in every node and, through CoreDNS, in every pod. `host.docker.internal`, the Docker host,
     * is always defined.
     *
     * @default none
     * @change Replaces every node.
     * @example [{ ip: "192.168.1.20", hostnames: ["db.example.com"] }]
     */
    hostAliases?: pulumi.Input<pulumi.Input<HostAlias>[]> | undefined;
    /**
     * The DNS resolvers that pods use for names outside of the cluster.
     *
     * - `"docker"`: the resolver of the Docker network. Pods resolve the same names as a container on the cluster's
     *   network at that moment: the names that the Docker host resolves, including those of a company's network or a
     *   VPN, and the names of containers on the network.
     * - `"k3s"`: the resolver that K3s uses for pods on a Docker network, 8.8.8.8.
     * - a list: these resolvers, for nodes too. Names of containers still resolve.
     * - an object: `domains` with resolvers of their own, and `resolvers` for all other names.
     *
     * Nodes that a version before 0.3 created without `dataVolume` behave as with `"k3s"` until they are replaced.
     *
     * @default "docker"
     * @change Replaces every node.
     * @example { domains: { "corp.example": ["10.8.0.2"] } }
     */
    dns?: "docker" | "k3s" | pulumi.Input<string>[] | DnsArgs | undefined;
    /**
     * Certificates of authorities that nodes and caches trust in addition to the public ones: PEM files, as paths or as
     * Pulumi's assets. They apply to every registry and to a proxy that inspects TLS.
     *
     * `"host"` takes the authorities that this machine trusts and that are not public: those of `SSL_CERT_FILE`, or
     * else of the distribution's bundle; on macOS and Windows, those of the system.
     *
     * Pods find them in the ConfigMap `kube-public/pulumi-k3s-trust`, key `ca.crt`, and on each node in the file
     * `/etc/ssl/certs/pulumi-k3s-trust.pem`.
     *
     * @default none
     * @change Replaces every node and every cache. With `"host"`, this happens whenever somebody adds or removes an
     * authority on this machine.
     * @example ["./corp-root.pem"]
     */
    trust?: "host" | pulumi.Input<string | pulumi.asset.Asset>[] | undefined;
    /**
     * Proxies through which nodes and caches reach everything outside of the cluster, above all registries. Pods do not
     * use them.
     *
     * - `"environment"`: `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the program's environment, in upper or lower
     *   case. If they are not set, no proxy is used.
     * - `"docker"`: the proxies that the Docker client sets in containers (`proxies.default` in its `config.json`). If
     *   it sets none, no proxy is used.
     * - an object: these proxies.
     *
     * No proxy is used for what belongs to the cluster: pods, Services, its Docker network, its nodes, registry and
     * caches, `hostAliases` and the Docker host. If a proxy from one of these sources is at `localhost`, nodes use it
     * at `host.docker.internal`. A URL with credentials is a secret in the state; `docker inspect` shows it. The
     * `environment` of `server` and `agent` takes precedence.
     *
     * @default none
     * @change Replaces every node and every cache. With `"environment"` and `"docker"`, this happens whenever their
     * values change.
     * @example "environment"
     * @example { https: "http://proxy.example:3128", noProxy: [".corp.example"] }
     */
    proxy?: ProxySource | ProxyArgs | undefined;
    /**
     * An existing Docker network for nodes and endpoints, such as that of a Compose project. The network needs a DNS
     * resolver, which Docker's own `bridge` network does not have. No other container on it may have the cluster's
     * name, because the server is reached by that name there.
     *
     * @default a network that the cluster creates
     * @change Replaces every node.
     */
    network?: pulumi.Input<string> | undefined;
    /**
     * Where the data of the cluster and of its nodes is stored.
     *
     * - absent: in the nodes' containers. The data is deleted when they are replaced.
     * - `true`: in volumes of the stack, one for each node. They outlive the containers; `pulumi destroy` deletes them.
     * - a name: the server's data in the volume with that name, an agent's data in `<name>-<pool>-<index>`. Missing
     *   volumes are created. The volumes outlive `pulumi destroy` too, and the next `pulumi up` uses their data again,
     *   even with an empty state. K3s stores its own tokens there.
     *
     * @default none
     * @change Replaces every node; the cluster starts with the data of the new place.
     */
    dataVolume?: boolean | string | undefined;
    /**
     * Local Docker images to load into every node, so that pods use them without a registry. An image is loaded again
     * when its name refers to another image. Pods that use it need an `imagePullPolicy` other than `Always`, which is
     * the default for the tag `latest`.
     *
     * @default none
     * @change Loads new images; replaces no resource.
     * @example ["my-app:dev"]
     * @example [image.imageName] // a docker.Image; of docker-build's Image, its ref
     */
    images?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Whether to merge the cluster into your own kubeconfig.
     *
     * @default none; your own kubeconfig is neither read nor written
     * @change Adds, moves or removes the cluster's entries; replaces no resource.
     * @example { merge: true, switchContext: true }
     */
    kubeconfig?: KubeconfigArgs | undefined;
    /**
     * The existing cluster that is used in place of a local one if the configuration `k3s:target`, or
     * `k3s:targets.<name>`, is `production`. Nothing is created in Docker then, and of the other arguments only
     * `timeoutSeconds` applies.
     *
     * @default none; `k3s:target` cannot be `production` then
     * @change New credentials change nothing else. Another cluster is refused in the preview.
     * @example { kubeconfig: config.requireSecret("kubeconfig"), context: "shop" }
     */
    production?: ProductionArgs | undefined;
    /**
     * The registries from which nodes pull images: mirrors, credentials, certificates, caches.
     *
     * @default none
     * @change Replaces every node, because K3s reads these settings only when it starts. This includes a new password.
     * @example { pullThrough: ["docker.io"] }
     */
    registries?: RegistriesArgs | undefined;
    /**
     * A registry next to the nodes, which they trust. An image that is pushed to `localhost:<port>/app:1` on the Docker
     * host has the same name in pods.
     *
     * @default false
     * @change Adding it, removing it or changing its port replaces every node, because K3s reads these settings only
     * when it starts. Another image replaces the registry only.
     */
    registry?: boolean | RegistryArgs | undefined;
    /**
     * How long each wait for the cluster may take, in seconds.
     *
     * @default 300
     * @change Changes no resource.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Docker daemon, in the form of `DOCKER_HOST`: `unix:///…`, `npipe://…`, `tcp://…`. It must be the same daemon for
     * the life of the stack.
     *
     * @default the daemon that the docker command line uses: `DOCKER_HOST`, `DOCKER_CONTEXT`, current context, default socket
     * @change Changes no resource as long as it reaches the same daemon. Another daemon is an error in the preview.
     */
    dockerHost?: pulumi.Input<string> | undefined;
    /**
     * Adjusts the resources that the cluster creates, where no argument does.
     *
     * @default none
     * @change As Docker and Kubernetes apply the changed settings; a setting may replace its container.
     */
    transform?: ClusterTransforms | undefined;
}

/**
 * Adjustments of a cluster's own resources, each a {@link Transform}.
 *
 * @default none
 * @change As Docker and Kubernetes apply the changed settings.
 */
export interface ClusterTransforms {
    /** The server's container. Without `dataVolume`, a replacement of the container deletes the cluster's data. */
    server?: Transform<docker.ContainerArgs> | undefined;
    /** The container of each agent, also in an `AgentPool` without a `transform` of its own. */
    agent?: Transform<docker.ContainerArgs> | undefined;
    /** The containers of the registry and of caches. */
    registry?: Transform<docker.ContainerArgs> | undefined;
    /** The volumes of nodes, registry and caches. A replacement of a volume deletes its data. */
    volume?: Transform<docker.VolumeArgs> | undefined;
    /** The images of nodes, registry and caches. */
    image?: Transform<docker.RemoteImageArgs> | undefined;
    /** The Docker provider that creates the cluster's Docker resources. */
    dockerProvider?: Transform<docker.ProviderArgs> | undefined;
    /**
     * The Kubernetes provider that the cluster creates, in production too. A provider that the program gives is not
     * adjusted.
     */
    provider?: Transform<kubernetes.ProviderArgs> | undefined;
}
