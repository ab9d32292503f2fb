import type * as pulumi from "@pulumi/pulumi";
import { plainValue, type Problem } from "../../validation";
import { type ClusterArgs } from "./cluster-args";
import { type NodePort } from "./node-args";

/** A port of the Docker host that the program chose. */
export interface FixedPort {
    /** The path of the argument that names the port. */
    path: string;
    port: number;
    protocol: "TCP" | "UDP";
    /** The address of the Docker host; absent for the default. */
    address?: string;
}

/** A fixed port whose fields may be Outputs. */
type GivenPort = { [Field in keyof FixedPort]: pulumi.Input<FixedPort[Field]> };

/** The fixed ports of a cluster, by what uses them. */
export type ClusterPorts = Record<"api" | "server" | "agent" | "registry", GivenPort[]>;

/** Returns the fixed ports of a cluster's API server, server, agents and registry. */
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

/** Returns the fixed ports of a node. */
export function nodePorts(ports: NodePort[] = [], path: string): GivenPort[] {
    return ports.map(({ hostPort, protocol = "TCP", hostIP }, index) => ({
        path: `${path}[${index}].hostPort`,
        port: hostPort,
        protocol,
        address: hostIP,
    }));
}

/** Returns the ports that are known before the deployment. The Docker daemon refuses conflicts of the other ones. */
export function plainPorts(ports: GivenPort[]): FixedPort[] {
    return ports.flatMap(({ path, port, protocol, address }) => {
        const known = { path: plainValue(path), port: plainValue(port), protocol: plainValue(protocol) };
        const isPlain = known.port !== undefined && (address === undefined || plainValue(address) !== undefined);
        return isPlain ? [{ ...(known as FixedPort), address: plainValue(address) }] : [];
    });
}

/** Returns a problem for each port that is among `others`. `whose` names their owner in the message. */
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
