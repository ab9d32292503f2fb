import { type Problem } from "../validation";
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

/** Those of a cluster's server, of its agents and of its registry, by whom they are for. */
export function clusterPorts({ apiPort, server, agent, agents = 0, registry }: ClusterArgs) {
    const registryPort = typeof registry === "object" ? registry.port : undefined;
    return {
        api: single("apiPort", apiPort),
        server: nodePorts(server?.ports, "server.ports"),
        agent: agents > 0 ? nodePorts(agent?.ports, "agent.ports") : [],
        registry: single("registry.port", registryPort),
    };
}

/** Those of a node. */
export function nodePorts(ports: NodePort[] = [], path: string): FixedPort[] {
    return ports.map(({ hostPort, protocol = "TCP", hostIP }, index) => ({
        path: `${path}[${index}].hostPort`,
        port: hostPort,
        protocol,
        address: hostIP,
    }));
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

function single(path: string, port: number | undefined): FixedPort[] {
    return port === undefined ? [] : [{ path, port, protocol: "TCP" }];
}
