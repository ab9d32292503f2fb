import { Failure } from "../../provider/failure";
import { entriesOf, later } from "../plain-properties";
import { containerTypes, type Rule } from "../policy-rule";

/**
 * Checks the ports of this package's containers: API servers, endpoints, registries and node ports. The rule ignores
 * ports that a program publishes on containers of its own.
 */
export const openPorts: Rule = {
    name: "no-open-ports",
    description: "Local clusters, their endpoints and registries are reached from the Docker host alone.",
    types: containerTypes,
    violations: ({ name, stack, isOurs, properties }) =>
        entriesOf(isOurs ? properties.ports : [])
            .filter(({ ip }) => ip !== later)
            .map(({ ip, internal }) => ({ port: String(internal), address: addressOf(ip) }))
            .filter(({ address }) => !isLoopback(address))
            .map(
                ({ port, address }) =>
                    new Failure(
                        `Port ${port} of the container "${name}" of the stack ${stack} would be published on ${address}.`,
                        {
                            why: "anybody who reaches that address reaches the port",
                            next: "leave hostIP out of the node's ports; where the Docker daemon is on another machine, use one on this machine",
                        },
                    ),
            ),
};

/** Returns the address of a port. Without an address, Docker publishes the port on all addresses of the host. */
function addressOf(ip: unknown): string {
    return typeof ip === "string" && ip !== "" ? ip : "0.0.0.0";
}

function isLoopback(address: string): boolean {
    return /^127(\.\d+){3}$/.test(address) || address === "::1";
}
