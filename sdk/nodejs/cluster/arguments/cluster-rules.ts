import type * as pulumi from "@pulumi/pulumi";
import { clusterDefaults } from "../../../../shared/cluster-defaults";
import { nodeDataPath } from "../../../../shared/node-files";
import { subnetsOverlap } from "../../../../shared/docker/subnets";
import { registriesRule, registryProblems, registryRule } from "../../registries/registry-rules";
import {
    boolean,
    checkArguments,
    cidr,
    deferrable,
    dnsLabel,
    dnsSubdomain,
    either,
    imageReference,
    integer,
    ipAddress,
    k3sVersion,
    listOf,
    nonBlank,
    objectOf,
    optional,
    plain,
    port,
    type Problem,
    refined,
    type Relation,
    relation,
    type Rule,
    seconds,
    volumeName,
} from "../../validation";
import { type ClusterArgs, type ClusterTransforms } from "./cluster-args";
import { type ClusterPorts, clusterPorts, takenPorts } from "./fixed-ports";
import { dnsRelations, dnsRule } from "../dns/dns-rules";
import { kubeconfigArgs } from "./kubeconfig-args";
import { type HostAlias, type NodeArgs } from "./node-args";
import { nodeRelations, nodeRules, sharedPorts } from "./node-rules";
import { productionArgs } from "./production-args";
import { subnetSizes } from "./subnet-sizes";
import { proxyRule } from "../proxy/proxy-args";
import { trustRule } from "../trust/trust-args";
import { transformRule } from "../transform";

const longestName = 40;

/** The rule of a cluster's name. */
export const clusterName: Rule = refined(dnsLabel, (name: string, path) =>
    name.length <= longestName
        ? []
        : [{ path, message: `must have at most ${longestName} characters, because node names begin with it` }],
);

/** Refuses the names of networks that have a special meaning in Docker. */
const dockerNetwork: Rule = deferrable((value, path) =>
    ["bridge", "host", "none", "default"].includes(value as string)
        ? [
              {
                  path,
                  message: `must be a network where containers resolve each other's names, but is "${String(value)}"`,
              },
          ]
        : nonBlank(value, path),
);

const transforms = objectOf<ClusterTransforms>({
    server: optional(transformRule),
    agent: optional(transformRule),
    registry: optional(transformRule),
    volume: optional(transformRule),
    image: optional(transformRule),
    dockerProvider: optional(transformRule),
    provider: optional(transformRule),
});

/** Checks the arguments and throws if they cannot work, before anything is created. */
export function checkClusterArgs(name: string, args: ClusterArgs): ClusterArgs {
    return checkArguments<ClusterArgs & { name: string }>(
        "Cluster",
        name,
        { ...args, name },
        {
            name: clusterName,
            version: optional(k3sVersion),
            image: optional(imageReference),
            agents: optional(plain(integer(0, 50))),
            apiPort: optional(port),
            podSubnet: optional(cidr),
            serviceSubnet: optional(cidr),
            disable: optional(listOf(dnsLabel)),
            server: optional(plain(objectOf<NodeArgs>(nodeRules))),
            agent: optional(plain(objectOf<NodeArgs>(nodeRules))),
            hostAliases: optional(listOf(objectOf<HostAlias>({ ip: ipAddress, hostnames: listOf(dnsSubdomain) }))),
            dns: optional(dnsRule),
            // An Output without a value is an error: the cluster did not create a network of its own, because an Output
            // was given.
            network: (value, path, defer) => (value === undefined ? [] : dockerNetwork(value, path, defer)),
            dataVolume: optional(plain(either(boolean, volumeName))),
            trust: optional(trustRule),
            proxy: optional(proxyRule),
            images: optional(listOf(imageReference)),
            kubeconfig: optional(kubeconfigArgs),
            production: optional(productionArgs),
            registries: optional(registriesRule),
            registry: optional(registryRule),
            timeoutSeconds: optional(seconds),
            dockerHost: optional(nonBlank),
            transform: optional(plain(transforms)),
        },
        () => relations(args),
    );
}

function relations(args: ClusterArgs): Relation[] {
    const { podSubnet, serviceSubnet, server = {}, agent = {}, agents = 0, dataVolume, registries, registry } = args;
    const taken = dataVolume ? [nodeDataPath] : [];
    return [
        ...nodeRelations(server, "server", taken),
        ...nodeRelations(agent, "agent", taken),
        ...apiServerPort(server),
        ...sharedPorts(agent, agents, "agent.ports"),
        ...versionAndImage(args),
        ...subnetSizes(args),
        ...dnsRelations(args),
        relation({ podSubnet, serviceSubnet }, overlap),
        ...registryProblems(registries, registry),
        relation({ ports: clusterPorts(args) }, ({ ports }) => portProblems(ports)),
    ];
}

function overlap({
    podSubnet = clusterDefaults.podSubnet,
    serviceSubnet = clusterDefaults.serviceSubnet,
}: Partial<Record<"podSubnet" | "serviceSubnet", string>>): Problem[] {
    if (!subnetsOverlap(podSubnet, serviceSubnet)) return [];
    return [{ path: "serviceSubnet", message: `is ${serviceSubnet}, which overlaps podSubnet ${podSubnet}` }];
}

function versionAndImage({ version, image }: ClusterArgs): Problem[] {
    if (version === undefined || image === undefined) return [];
    return [{ path: "image", message: "cannot be given together with version: give one of them" }];
}

function portProblems({ api, server, agent, registry }: pulumi.Unwrap<ClusterPorts>): Problem[] {
    return [
        ...takenPorts(server, api),
        ...takenPorts(agent, [...api, ...server]),
        ...takenPorts(registry, [...api, ...server, ...agent]),
    ];
}

function apiServerPort({ ports = [] }: NodeArgs): Problem[] {
    return ports.flatMap(({ containerPort, protocol = "TCP" }, index) =>
        containerPort === 6443 && protocol === "TCP"
            ? [
                  {
                      path: `server.ports[${index}].containerPort`,
                      message: "is 6443, the port of the API server: use apiPort",
                  },
              ]
            : [],
    );
}
