import { type Problem, type Relation, relation } from "../../validation";
import { type ClusterArgs } from "./cluster-args";

/** The prefix length of each node's part of the pod subnet (kube-controller-manager, `--node-cidr-mask-size`). */
const nodeBits = 24;
/** The shortest prefix of the pod subnet: Kubernetes assigns at most 2^16 parts of it. */
const leastPodBits = nodeBits - 16;
/**
 * The limits of the Service subnet: kube-apiserver accepts no larger one, and K3s gives the tenth address to CoreDNS.
 */
const serviceBits = { least: 12, most: 28 };

/** Refuses subnets that are valid but whose size does not let Kubernetes assign addresses. */
export function subnetSizes({ podSubnet, serviceSubnet, server, agents = 0 }: ClusterArgs): Relation[] {
    const extraArgs = server?.extraArgs ?? [];
    return [
        relation({ podSubnet, extraArgs }, (known) => {
            const hasOwnMask = (known.extraArgs as string[]).some((given) => given.includes("node-cidr-mask-size"));
            return hasOwnMask ? [] : problem("podSubnet", known.podSubnet, (bits) => podProblem(bits, agents + 1));
        }),
        relation({ serviceSubnet }, (known) => problem("serviceSubnet", known.serviceSubnet, serviceProblem)),
    ];
}

function podProblem(bits: number, nodes: number): string | undefined {
    if (bits < leastPodBits) return `too large: Kubernetes takes a /${leastPodBits} at most`;
    if (bits > nodeBits) return `too small: each node takes a /${nodeBits} of it`;
    const room = 2 ** (nodeBits - bits);
    return room < nodes ? `too small for ${nodes} nodes: each takes a /${nodeBits} of it` : undefined;
}

function serviceProblem(bits: number): string | undefined {
    if (bits < serviceBits.least) return `too large: Kubernetes takes a /${serviceBits.least} at most`;
    return bits > serviceBits.most ? `too small: it must be a /${serviceBits.most} at least` : undefined;
}

function problem(path: string, subnet: string | undefined, why: (bits: number) => string | undefined): Problem[] {
    const found = subnet === undefined ? undefined : why(Number(subnet.split("/")[1]));
    return found === undefined ? [] : [{ path, message: `is ${subnet ?? ""}, ${found}` }];
}
