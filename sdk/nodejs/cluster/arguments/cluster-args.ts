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
 * Some changes replace the server. Without `dataVolume` the data of the cluster is in the server's container: a
 * replacement then deletes everything in the cluster, and the preview lists it. With `dataVolume` the new server starts
 * on the old data, and workloads stay.
 *
 * Each argument takes an Output, except those that decide which resources exist: `agents`, `dataVolume`,
 * `kubeconfig.merge`, `transform`, which proxies there are in `proxy`, the list of `trust`, the `ports` of nodes, whether
 * there is a `registry`, the hosts in `registries`, and the form and the domains of `dns`.
 */
export interface ClusterArgs {
    /**
     * K3s version of server and agents, as the image is tagged: `vX.Y.Z-k3sN`. Not together with `image`.
     *
     * @default "v1.36.0-k3s1"
     * @change Replaces every node. With `dataVolume`, an older version than before is refused.
     */
    version?: pulumi.Input<string> | undefined;
    /**
     * Node image, instead of `rancher/k3s:<version>`. Not together with `version`. An image that the Docker daemon has is
     * not pulled. New content under the same name is not detected: give it another tag.
     *
     * @default the configuration `k3s:image`, else the official image of `version`
     * @change Replaces every node.
     * @example "rancher/k3s:v1.34.4-k3s1"
     */
    image?: pulumi.Input<string> | undefined;
    /**
     * Number of agents beside the server, 0 to 50.
     *
     * @default 0
     * @change Adds or removes agents, and nothing else. An agent is drained before it is removed.
     */
    agents?: number | undefined;
    /**
     * Port of the API server on the Docker host, 1 to 65535. It listens on the host's loopback address; with a Docker
     * daemon on another machine, on the address that the daemon is reached at.
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
     * Components of K3s to leave out (`--disable`); `[]` leaves out none. Services of type LoadBalancer work by default,
     * because K3s's `servicelb` stays.
     *
     * @default ["traefik", "metrics-server"]
     * @change Replaces the server.
     */
    disable?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Settings of the server's node: labels, taints, limits, volumes, ports, more arguments for K3s.
     *
     * @default none
     * @change As each setting of {@link NodeArgs} says.
     */
    server?: NodeArgs | undefined;
    /**
     * Settings of the agents' nodes. An {@link AgentPool} of the program takes them as its defaults.
     *
     * @default none
     * @change As each setting of {@link NodeArgs} says.
     */
    agent?: NodeArgs | undefined;
    /**
     * More names for addresses, in every node and, through CoreDNS, in every pod. `host.docker.internal`, the Docker host,
     * is always among them.
     *
     * @default none
     * @change Replaces every node.
     * @example [{ ip: "192.168.1.20", hostnames: ["db.example.com"] }]
     */
    hostAliases?: pulumi.Input<pulumi.Input<HostAlias>[]> | undefined;
    /**
     * Whom pods ask for names outside of the cluster.
     *
     * - `"docker"`: the resolver of the Docker network. Pods then resolve what a container on the cluster's network resolves, at that
     *   moment: the names that the Docker host resolves, a company's and a VPN's among them, and the names of containers there.
     * - `"k3s"`: what K3s gives pods on a Docker network, 8.8.8.8.
     * - a list: these resolvers, for nodes too. Names of containers still resolve.
     * - an object: `domains` with resolvers of their own, and `resolvers` for all else.
     *
     * Nodes that a version before 0.3 created, without `dataVolume`, ask as with `"k3s"` until they are replaced.
     *
     * @default "docker"
     * @change Replaces every node.
     * @example { domains: { "corp.example": ["10.8.0.2"] } }
     */
    dns?: "docker" | "k3s" | pulumi.Input<string>[] | DnsArgs | undefined;
    /**
     * Certificates of authorities that nodes and caches trust beside the public ones: PEM files, by their paths or as
     * Pulumi's assets. Every registry is meant, and what a proxy that looks into TLS answers with.
     *
     * `"host"` takes the authorities that this machine trusts and that are not public: those of `SSL_CERT_FILE`, else of the
     * distribution's bundle; on macOS and Windows those of the system.
     *
     * Pods have them by the ConfigMap `kube-public/pulumi-k3s-trust`, key `ca.crt`, and on each node in the file
     * `/etc/ssl/certs/pulumi-k3s-trust.pem`.
     *
     * @default none
     * @change Replaces every node, and every cache. With `"host"` that is so whenever somebody adds or removes an authority.
     * @example ["./corp-root.pem"]
     */
    trust?: "host" | pulumi.Input<string | pulumi.asset.Asset>[] | undefined;
    /**
     * Proxies that nodes and caches reach everything outside of the cluster through: images above all. Pods do not get them.
     *
     * - `"environment"`: `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the program's environment, in either case; where they
     *   are not set, none.
     * - `"docker"`: those that the Docker client gives to containers (`proxies.default` in its `config.json`); where there
     *   are none, none.
     * - an object: these.
     *
     * Everything that belongs to the cluster is excepted: pods, Services, its Docker network, its nodes, registry and caches,
     * `hostAliases` and the Docker host. A proxy that is taken over from `localhost` is looked for at `host.docker.internal`.
     * A URL with a login in it is a secret in the state; `docker inspect` shows it. `environment` of `server` and `agent`
     * counts more.
     *
     * @default none
     * @change Replaces every node, and every cache. With `"environment"` and `"docker"` that is so whenever what they name
     * changes.
     * @example "environment"
     * @example { https: "http://proxy.example:3128", noProxy: [".corp.example"] }
     */
    proxy?: ProxySource | ProxyArgs | undefined;
    /**
     * An existing Docker network for nodes and endpoints, such as that of a Compose project. The network needs a name
     * server, which Docker's own `bridge` network does not have. The cluster's name must be free on it, because the server
     * answers to it there.
     *
     * @default a network of the cluster's own
     * @change Replaces every node.
     */
    network?: pulumi.Input<string> | undefined;
    /**
     * Where the data of the cluster and of its nodes lives.
     *
     * - absent: in the nodes' containers. It is deleted when they are replaced.
     * - `true`: in volumes of the stack, one for each node. They survive the containers; `pulumi destroy` deletes them.
     * - a name: the server's data in that volume, an agent's in `<name>-<pool>-<index>`, created if missing. They survive
     *   `pulumi destroy` too, and the next `pulumi up` finds the data, even from an empty state. K3s keeps its own tokens
     *   there.
     *
     * @default none
     * @change Replaces every node, and starts with other data.
     */
    dataVolume?: boolean | string | undefined;
    /**
     * Local Docker images to load into every node, so that pods use them without a registry. They are loaded again when
     * the name stands for another image. Their pods need an `imagePullPolicy` other than `Always`, which is the default
     * for the tag `latest`.
     *
     * @default none
     * @change Loads new images; replaces nothing.
     * @example ["my-app:dev"]
     * @example [image.imageName] // a docker.Image; of docker-build's Image, its ref
     */
    images?: pulumi.Input<pulumi.Input<string>[]> | undefined;
    /**
     * Whether to merge the cluster into your own kubeconfig.
     *
     * @default none; your own kubeconfig is neither read nor written
     * @change Adds, moves or removes the cluster's entries; replaces nothing.
     * @example { merge: true, switchContext: true }
     */
    kubeconfig?: KubeconfigArgs | undefined;
    /**
     * The existing cluster that this one stands for where the configuration `k3s:target`, or `k3s:targets.<name>`, is
     * `production`. Nothing is created in Docker then, and of the other arguments only `timeoutSeconds` counts.
     *
     * @default none; the target `production` is then an error
     * @change New credentials change nothing else. Another cluster is refused in the preview.
     * @example { kubeconfig: config.requireSecret("kubeconfig"), context: "shop" }
     */
    production?: ProductionArgs | undefined;
    /**
     * Where nodes pull images from, and how they log in there: mirrors, credentials, certificates, caches.
     *
     * @default none
     * @change Replaces every node, because K3s reads this only when it starts; a new password too.
     * @example { pullThrough: ["docker.io"] }
     */
    registries?: RegistriesArgs | undefined;
    /**
     * A registry beside the nodes, which trust it. An image that is pushed to `localhost:<port>/app:1` on the Docker host
     * has that name for pods.
     *
     * @default false
     * @change Adding it, removing it and another port replace every node, because they change what K3s reads when it
     * starts. Another image replaces the registry alone.
     */
    registry?: boolean | RegistryArgs | undefined;
    /**
     * How long each wait for the cluster may take, in seconds.
     *
     * @default 300
     * @change Changes nothing else.
     */
    timeoutSeconds?: pulumi.Input<number> | undefined;
    /**
     * Docker daemon, as `DOCKER_HOST` names it: `unix:///…`, `npipe://…`, `tcp://…`. It must be the same daemon for the
     * life of the stack.
     *
     * @default the daemon that the docker command line uses: `DOCKER_HOST`, `DOCKER_CONTEXT`, current context, default socket
     * @change Changes nothing, as long as it reaches the same daemon. Another daemon is an error in the preview.
     */
    dockerHost?: pulumi.Input<string> | undefined;
    /**
     * Adjusts the resources that the cluster consists of, where no argument does.
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
    /** The server's container. A replaced container takes its data with it, unless `dataVolume` keeps the data. */
    server?: Transform<docker.ContainerArgs> | undefined;
    /** The container of each agent, also in an `AgentPool` without a `transform` of its own. */
    agent?: Transform<docker.ContainerArgs> | undefined;
    /** The containers of the registry and of caches. */
    registry?: Transform<docker.ContainerArgs> | undefined;
    /** The volumes of nodes, registry and caches. A replaced volume takes its data with it. */
    volume?: Transform<docker.VolumeArgs> | undefined;
    /** The images of nodes, registry and caches. */
    image?: Transform<docker.RemoteImageArgs> | undefined;
    /** The Docker provider that creates all of these. */
    dockerProvider?: Transform<docker.ProviderArgs> | undefined;
    /** The Kubernetes provider, in production too, but not one that the program gives. */
    provider?: Transform<kubernetes.ProviderArgs> | undefined;
}
