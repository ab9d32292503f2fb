import { readContainerFile } from "./docker/containers/archive";
import { connectDocker } from "./docker/daemon/connect";
import { volumeVersion } from "./docker/volumes/data-volumes";
import { refuseForeignDeletion, refuseForeignVolume } from "./docker/volumes/volume-owner";
import { DockerImageTransfer } from "./docker/images/image-transfer";
import { DockerNodeContainers } from "./nodes/docker-node-containers";
import { DockerRelayProbe } from "./nodes/relay-probe";
import { DockerResolverProbe } from "./nodes/resolver-probe";
import { DockerRegistryProbe } from "./nodes/registry-probe";
import { machineEndpoint } from "../shared/docker/machine-endpoint";
import { machineCredentials } from "./docker/images/machine-credentials";
import { bridgeGateway } from "./docker/daemon/bridge-gateway";
import { forwarderAccess } from "./forward/forwarder-access";
import { loopback, publishedHost } from "../shared/docker/published-host";
import { connectKubernetes } from "./kubernetes/client";
import { DockerMachineProbe } from "./nodes/machine-probe";
import { asksDockerFirst } from "./resources/support/asks-docker-first";
import { ClusterReady } from "./resources/cluster-ready";
import { Daemon } from "./resources/daemon";
import { ExistingNetwork } from "./resources/existing-network";
import { EndpointReady } from "./resources/endpoint-ready";
import { EndpointTarget } from "./resources/endpoint-target";
import { ContainerPresence } from "./resources/container-presence";
import { Forward } from "./resources/forward";
import { HostAddress } from "./resources/host-address";
import { HostForward } from "./resources/host-forward";
import { HostPort } from "./resources/host-port";
import { Identity } from "./resources/identity";
import { Kubeconfig } from "./resources/kubeconfig";
import { KubeconfigFiles } from "./resources/kubeconfig-files";
import { KubeconfigMerge } from "./resources/kubeconfig-merge";
import { KubeconfigVolume } from "./resources/kubeconfig-volume";
import { ManifestReady } from "./resources/manifest-ready";
import { Network } from "./resources/network";
import { NodeIdentity } from "./resources/node-identity";
import { NodeImages } from "./resources/node-images";
import { NodeMember } from "./resources/node-member";
import { NodeScheduling } from "./resources/node-scheduling";
import { NodesReady } from "./resources/nodes-ready";
import { ProductionCluster } from "./resources/production-cluster";
import { ProductionReady } from "./resources/production-ready";
import { PublishedAddress } from "./resources/published-address";
import { RegistryReady } from "./resources/registry-ready";
import { SharedCluster, sharedClusterWords } from "./resources/shared-cluster";
import { SharedRelease } from "./resources/shared-release";
import { type StackVolumes } from "./resources/support/stack-volumes";
import { Target } from "./resources/target";
import { withoutCopies } from "./resources/support/without-copies";
import { WorkloadsReady } from "./resources/workloads-ready";

const connect = connectDocker;
const nodes = (dockerHost?: string) => new DockerNodeContainers(() => connectDocker(dockerHost));
const resolvers = (dockerHost?: string) => new DockerResolverProbe(() => connectDocker(dockerHost));
const volumes: StackVolumes = {
    refuse: async (wanted, dockerHost) => refuseForeignVolume(await connect(dockerHost), wanted),
    refuseDeletion: async (volume, dockerHost) => refuseForeignDeletion(await connect(dockerHost), volume),
};
const isLocal = (dockerHost?: string) => publishedHost(machineEndpoint(dockerHost)) === loopback;

/**
 * The lifecycles by name. States carry that name in their `implementation`. Names are never changed or removed, because
 * a state written by an old version of the package still refers to them.
 */
export const lifecycles = {
    "v1.Target": new Target(),
    "v1.Daemon": new Daemon({ connect, endpoint: machineEndpoint, credentials: machineCredentials }),
    "v1.Network": new Network(connect),
    "v1.ExistingNetwork": new ExistingNetwork(connect),
    "v1.Identity": new Identity(nodes),
    "v1.HostPort": new HostPort({ connect, isLocal }),
    "v1.NodeIdentity": new NodeIdentity(
        nodes,
        async (sought, dockerHost) => volumeVersion(await connect(dockerHost), sought),
        volumes,
    ),
    "v1.Kubeconfig": new Kubeconfig((dockerHost) => ({
        nodes: nodes(dockerHost),
        read: async (container, path) => readContainerFile((await connect(dockerHost)).getContainer(container), path),
    })),
    "v1.KubeconfigFiles": new KubeconfigFiles(),
    "v1.KubeconfigMerge": new KubeconfigMerge(),
    "v1.KubeconfigVolume": new KubeconfigVolume({ connect, credentials: machineCredentials }),
    "v1.NodeImages": new NodeImages((dockerHost) => new DockerImageTransfer(() => connect(dockerHost))),
    "v1.ClusterReady": asksDockerFirst(
        withoutCopies(new ClusterReady({ nodes, connect: connectKubernetes, resolvers })),
        connect,
    ),
    "v1.NodesReady": asksDockerFirst(new NodesReady({ nodes, connect: connectKubernetes }), connect),
    "v1.NodeMember": new NodeMember({ nodes, connect: connectKubernetes }),
    "v1.NodeScheduling": new NodeScheduling({ connect: connectKubernetes }),
    "v1.WorkloadsReady": new WorkloadsReady({ connect: connectKubernetes }),
    "v1.ManifestReady": new ManifestReady({ connect: connectKubernetes }),
    "v1.EndpointTarget": new EndpointTarget({ nodes, connect: connectKubernetes }),
    "v1.EndpointReady": asksDockerFirst(
        new EndpointReady({ nodes, probe: (dockerHost) => new DockerRelayProbe(() => connect(dockerHost)) }),
        connect,
    ),
    "v1.Forward": new Forward({
        ...forwarderAccess,
        gateway: async (dockerHost) => bridgeGateway(await connect(dockerHost)),
    }),
    "v1.HostAddress": new HostAddress({ connect, isLocal }),
    "v1.HostForward": new HostForward({
        ...forwarderAccess,
        machine: (dockerHost) => new DockerMachineProbe(() => connect(dockerHost)),
    }),
    "v1.ProductionCluster": new ProductionCluster({ connect: connectKubernetes }),
    "v1.ProductionReady": withoutCopies(new ProductionReady({ connect: connectKubernetes })),
    "v1.SharedCluster": new SharedCluster({ connect, endpoint: machineEndpoint, nodes }),
    "v1.SharedClusterReady": withoutCopies(new ProductionReady({ connect: connectKubernetes }, sharedClusterWords)),
    "v1.SharedRelease": new SharedRelease({ connect: connectKubernetes }),
    "v1.PublishedAddress": new PublishedAddress({ connect: connectKubernetes }),
    "v1.ContainerPresence": new ContainerPresence(nodes, volumes),
    "v1.RegistryReady": asksDockerFirst(
        new RegistryReady({ nodes, probe: (dockerHost) => new DockerRegistryProbe(() => connect(dockerHost)) }),
        connect,
    ),
};

export type LifecycleName = keyof typeof lifecycles;

/** The inputs of the resources with this lifecycle. */
export type InputsOf<Name extends LifecycleName> = Parameters<(typeof lifecycles)[Name]["create"]>[0];

/** The outputs of the resources with this lifecycle, known once the resource is created. */
export type OutputsOf<Name extends LifecycleName> = Awaited<ReturnType<(typeof lifecycles)[Name]["create"]>>["outputs"];
