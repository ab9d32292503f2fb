import type * as pulumi from "@pulumi/pulumi";
import { plainValue, type Problem } from "../../validation";
import { type ClusterArgs } from "./cluster-args";
import { type NodePort } from "./node-args";

/** A port of the Docker host that a program has chosen. */
export interface FixedPort {
    /** The argument that names it. */
    path: string;
    port: number;
    protocol: "TCP" | "UDP";
    /** The address of the Docker host; absent where it is the default. */
    address?: string;
}

/** One that may be an Output. */
type GivenPort = { [Field in keyof FixedPort]: pulumi.Input<FixedPort[Field]> };

/** Those of a cluster, by whom they are for. */
export type ClusterPorts = Record<"api" | "server" | "agent" | "registry", GivenPort[]>;

/** Those of a cluster's server, of its agents and of its registry. */
export function clusterPorts({
    apiPort,
    server,
    agent,
    agents = 0,
    registry,
}: Pick<ClusterArgs, "apiPort" | "server" | "agent" | "agents" | "registry">): ClusterPorts {
    const registryPort = typeof registry === "object" ? registry.port : undefined;
    return {
        api: single("apiPort", apiPort),
        server: nodePorts(server?.ports, "server.ports"),
        agent: agents > 0 ? nodePorts(agent?.ports, "agent.ports") : [],
        registry: single("registry.port", registryPort),
    };
}

/** Those of a node. */
export function nodePorts(ports: NodePort[] = [], path: string): GivenPort[] {
    return ports.map(({ hostPort, protocol = "TCP", hostIP }, index) => ({
        path: `${path}[${index}].hostPort`,
        port: hostPort,
        protocol,
        address: hostIP,
    }));
}

/** Those that are known; the daemon refuses the others when they are wanted twice. */
export function plainPorts(ports: GivenPort[]): FixedPort[] {
    return ports.flatMap(({ path, port, protocol, address }) => {
        const known = { path: plainValue(path), port: plainValue(port), protocol: plainValue(protocol) };
        const isPlain = known.port !== undefined && (address === undefined || plainValue(address) !== undefined);
        return isPlain ? [{ ...(known as FixedPort), address: plainValue(address) }] : [];
    });
}

/** Ports that others have already, who are called by `whose`. */
export function takenPorts(ports: FixedPort[], others: FixedPort[], whose = ""): Problem[] {
    return ports.flatMap((its) => {
        const other = others.find((one) => collide(its, one));
        return other ? [{ path: its.path, message: `is ${its.port}, which ${other.path}${whose} has already` }] : [];
    });
}

function collide(one: FixedPort, other: FixedPort): boolean {
    const addresses = [one, other].map(({ address = "127.0.0.1" }) => address);
    const isShared = addresses[0] === addresses[1] || addresses.some((address) => /^(0\.0\.0\.0|::)$/.test(address));
    return isShared && one.port === other.port && one.protocol === other.protocol;
}

function single(path: string, port: pulumi.Input<number> | undefined): GivenPort[] {
    return port === undefined ? [] : [{ path, port, protocol: "TCP" }];
}
