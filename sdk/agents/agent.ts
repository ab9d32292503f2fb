import { agentTokenPath } from "../../provider/docker/node-files";

/** The command line of `k3s agent`. */
export function agentCommand(cluster: string, nodeName: string, extraArgs: string[] = []): string[] {
    return [
        "agent",
        `--node-name=${nodeName}`,
        `--server=https://${cluster}:6443`,
        `--token-file=${agentTokenPath}`,
        ...extraArgs,
    ];
}
