import { nonBlank, type Problem, refined, type Rule } from "../../validation";

/**
 * The flags of K3s that a cluster sets itself or that move what it relies on. The value is the Cluster's argument to
 * use instead, if there is one.
 */
const reserved: Record<string, string> = {
    "agent-token": "",
    "agent-token-file": "",
    "cluster-cidr": "podSubnet",
    d: "dataVolume",
    "data-dir": "dataVolume",
    disable: "disable",
    "https-listen-port": "apiPort",
    "node-name": "",
    o: "kubeconfig",
    "private-registry": "registries",
    s: "",
    server: "",
    "service-cidr": "serviceSubnet",
    t: "",
    token: "",
    "token-file": "",
    "write-kubeconfig": "kubeconfig",
    "write-kubeconfig-group": "kubeconfig",
    "write-kubeconfig-mode": "kubeconfig",
};

/** Accepts an argument of K3s's command line, unless a cluster sets it itself. */
export const extraArgument: Rule = refined(nonBlank, reservedProblems);

function reservedProblems(value: string, path: string): Problem[] {
    // The message contains the flag only, because its value may be a token.
    const [flag = "", name = ""] = /^--?([a-z-]+)/.exec(value) ?? [];
    const instead = Object.hasOwn(reserved, name) ? reserved[name] : undefined;
    if (instead === undefined) return [];
    const next = instead === "" ? "" : `: use the cluster's ${instead}`;
    return [{ path, message: `is ${flag}, which the node sets itself${next}` }];
}
