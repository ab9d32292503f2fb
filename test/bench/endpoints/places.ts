import { type Address } from "../../e2e/support/endpoint/connection";
import { kubectl, networkAddresses } from "../../e2e/support/docker";
import { type BenchContext } from "../framework/bench";
import { command } from "../framework/command";
import { Stack } from "../framework/stack";
import { PortForward } from "./port-forward";
import { endpointsFile, programFiles } from "./program";

export const project = "bench-endpoints";
export const server = `${project}-test-dev-server`;
const relay = `${project}-test-dev-endpoint-node`;
const podSubnet = "10.42.0.0/16";
const port = 7_000;

/** The endpoints that exist from the start. */
export const endpoints = { node: "node", spare: "node", api: "api" } as const;

/** The paths to one pod that are compared, each with its address. */
export interface Places {
    stack: Stack;
    kubeconfig: string;
    node: Address;
    /** An endpoint with another relay, which has had no connections. */
    spare: Address;
    api: Address;
    /** The address of the relay of `node`, which bypasses Docker's proxy. */
    relay: Address;
    /** The address of `kubectl port-forward`. */
    kubectl: Address;
    /** The pod's own address, which the host reaches by a route through the node. */
    pod: Address;
}

/** Returns the cluster that all benchmarks of endpoints share. */
export function places({ shared }: Pick<BenchContext, "shared">): Promise<Places> {
    return shared(project, async (context) => {
        const stack = await Stack.create(project, "", context);
        stack.write({ ...programFiles, ...endpointsFile(endpoints) });
        await stack.up();
        const { urls } = (await stack.outputs()) as { urls: Record<keyof typeof endpoints, string> };
        const kubeconfig = await stack.kubeconfig();
        const forward = await PortForward.start(kubeconfig);
        context.defer(() => forward.stop());
        const [gateway = "", relayHost = ""] = await networkAddresses(server, relay);
        const pod = await routedPod(gateway, context);
        return {
            stack,
            kubeconfig,
            node: addressOf(urls.node),
            spare: addressOf(urls.spare),
            api: addressOf(urls.api),
            relay: { host: relayHost, port },
            kubectl: forward.address,
            pod,
        };
    });
}

function addressOf(url: string): Address {
    const { hostname, port: number } = new URL(url);
    return { host: hostname, port: Number(number) };
}

async function routedPod(gateway: string, { defer }: BenchContext): Promise<Address> {
    await command("ip", ["route", "replace", podSubnet, "via", gateway]);
    defer(() => command("ip", ["route", "del", podSubnet]));
    const host = await kubectl(server, "get", "pod", "-l", "app=contract", "-o", "jsonpath={.items[0].status.podIP}");
    return { host, port };
}
