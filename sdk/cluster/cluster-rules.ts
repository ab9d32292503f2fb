import { clusterDefaults } from "../../provider/cluster-defaults";
import { subnetsOverlap } from "../../provider/docker/subnets";
import {
    boolean,
    checkArguments,
    cidr,
    dnsLabel,
    dnsSubdomain,
    either,
    func,
    imageReference,
    integer,
    ipAddress,
    k3sVersion,
    listOf,
    nonBlank,
    objectOf,
    optional,
    port,
    type Problem,
    seconds,
    volumeName,
} from "../validation";
import { registriesRule, registryProblems, registryRule } from "../registries/registry-rules";
import { type ClusterArgs, type ClusterTransforms, type HostAlias } from "./cluster-args";
import { clusterPorts, takenPorts } from "./fixed-ports";
import { kubeconfigArgs } from "./kubeconfig-args";
import { type NodeArgs } from "./node-args";
import { nodeRelations, nodeRules, sharedPorts } from "./node-rules";
import { productionArgs } from "./production-args";
import { nodeDataPath } from "../../provider/docker/node-files";
import { subnetSizes } from "./subnet-sizes";

/** Refuses arguments that cannot work, before anything is made. */
export function checkClusterArgs(name: string, args: ClusterArgs): void {
    checkArguments<ClusterArgs & { name: string }>(
        "Cluster",
        name,
        { ...args, name },
        {
            name: clusterName,
            version: optional(k3sVersion),
            image: optional(imageReference),
            agents: optional(integer(0, 50)),
            apiPort: optional(port),
            podSubnet: optional(cidr),
            serviceSubnet: optional(cidr),
            disable: optional(listOf(dnsLabel)),
            server: optional(objectOf<NodeArgs>(nodeRules)),
            agent: optional(objectOf<NodeArgs>(nodeRules)),
            hostAliases: optional(listOf(objectOf<HostAlias>({ ip: ipAddress, hostnames: listOf(dnsSubdomain) }))),
            network: optional(dockerNetwork),
            dataVolume: optional(either(boolean, volumeName)),
            images: optional(listOf(imageReference)),
            kubeconfig: optional(kubeconfigArgs),
            production: optional(productionArgs),
            registries: optional(registriesRule),
            registry: optional(registryRule),
            timeoutSeconds: optional(seconds),
            dockerHost: optional(nonBlank),
            transform: optional(objectOf<ClusterTransforms>(transformRules)),
        },
        () => relations(args),
    );
}

const transformRules = {
    server: optional(func),
    agent: optional(func),
    registry: optional(func),
    volume: optional(func),
    image: optional(func),
    dockerProvider: optional(func),
    provider: optional(func),
};

const longestName = 40;

function clusterName(value: unknown, path: string): Problem[] {
    const problems = dnsLabel(value, path);
    if (problems.length > 0 || (value as string).length <= longestName) return problems;
    return [{ path, message: `must have at most ${longestName} characters, because node names begin with it` }];
}

/** Names that Docker gives a meaning of their own. */
function dockerNetwork(value: unknown, path: string): Problem[] {
    if (["bridge", "host", "none", "default"].includes(value as string)) {
        return [{ path, message: `is "${String(value)}", where containers cannot find each other by name` }];
    }
    return nonBlank(value, path);
}

function relations(args: ClusterArgs): Problem[] {
    const { version, image } = args;
    const { podSubnet = clusterDefaults.podSubnet, serviceSubnet = clusterDefaults.serviceSubnet } = args;
    const { server = {}, agent = {}, agents = 0, dataVolume, registries, registry } = args;
    const ports = clusterPorts(args);
    const taken = dataVolume ? [nodeDataPath] : [];
    return [
        ...nodeRelations(server, "server", taken),
        ...apiServerPort(server),
        ...nodeRelations(agent, "agent", taken),
        ...sharedPorts(agent, agents, "agent.ports"),
        ...(version && image
            ? [{ path: "image", message: "cannot be given together with version: name one of them" }]
            : []),
        ...subnetSizes(args),
        ...(subnetsOverlap(podSubnet, serviceSubnet)
            ? [{ path: "serviceSubnet", message: `is ${serviceSubnet}, which overlaps podSubnet ${podSubnet}` }]
            : []),
        ...registryProblems(registries, registry),
        ...takenPorts(ports.server, ports.api),
        ...takenPorts(ports.agent, [...ports.api, ...ports.server]),
        ...takenPorts(ports.registry, [...ports.api, ...ports.server, ...ports.agent]),
    ];
}

function apiServerPort({ ports = [] }: NodeArgs): Problem[] {
    return ports.flatMap(({ containerPort, protocol = "TCP" }, index) =>
        containerPort === 6443 && protocol === "TCP"
            ? [{ path: `server.ports[${index}].containerPort`, message: "is 6443, the API server's: use apiPort" }]
            : [],
    );
}
