import { type Group } from "../framework/bench";
import { atOnce, newConnection } from "./connections";
import { memory } from "./memory";
import { ready } from "./ready";
import { throughput } from "./throughput";

/**
 * The relay: three times better than kubectl, and at most twice the time of a route to the pod, with and without
 * Docker's proxy.
 */
const byNode = [
    newConnection("node", 50, "kubectl", 1 / 3),
    newConnection("node", 99, "kubectl", 1 / 3),
    newConnection("node", 50, "pod", 2),
    newConnection("relay", 50, "pod", 2),
    atOnce("node", 200, 1 / 3),
    atOnce("node", 1_000, 1 / 3),
    throughput("node", "up", 1, "kubectl", 1 / 3),
    throughput("node", "down", 1, "kubectl", 1 / 3),
    throughput("node", "up", 8, "kubectl", 1 / 3),
    throughput("node", "down", 8, "kubectl", 1 / 3),
    throughput("node", "up", 1, "pod", 2),
    throughput("node", "down", 1, "pod", 2),
    throughput("relay", "up", 1, "pod", 2),
    throughput("relay", "down", 1, "pod", 2),
    ready("node", 10),
];

/** The forwarder: the API server and the kubelet do most of the work, as for kubectl. */
const byApi = [
    newConnection("api", 50, "kubectl", 0.9),
    newConnection("api", 99, "kubectl", 0.9),
    atOnce("api", 200, 0.9),
    atOnce("api", 1_000, 0.9),
    throughput("api", "up", 1, "kubectl", 1 / 0.95),
    throughput("api", "down", 1, "kubectl", 1 / 0.95),
    throughput("api", "up", 8, "kubectl", 1 / 0.95),
    throughput("api", "down", 8, "kubectl", 1 / 0.95),
    memory(1, 4),
    memory(10, 1),
    memory(100, 0.05),
    ready("api", 10),
];

export const endpoints: Group = { name: "endpoints", benches: [...byNode, ...byApi] };
