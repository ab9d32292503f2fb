import * as pulumi from "@pulumi/pulumi";
import { agentTokenPath, tokenPath } from "../../provider/docker/node-files";
import { withoutBrackets } from "../../provider/docker/published-address";
import { type ClusterSettings } from "./cluster-settings";

/** The command line of `k3s server`. */
export function serverCommand(
    name: string,
    nodeName: string,
    settings: ClusterSettings,
    publishedHost: pulumi.Input<string>,
): pulumi.Input<string>[] {
    // Where K3s keeps its tokens with data that outlives the stack, no other may be given.
    const tokens = settings.keptVolume ? [] : [`--token-file=${tokenPath}`, `--agent-token-file=${agentTokenPath}`];
    return [
        "server",
        `--node-name=${nodeName}`,
        ...tokens,
        ...["localhost", name, nodeName].map((host) => `--tls-san=${host}`),
        pulumi.interpolate`--tls-san=${publishedHost}`.apply(withoutBrackets),
        `--cluster-cidr=${settings.podSubnet}`,
        `--service-cidr=${settings.serviceSubnet}`,
        ...settings.disable.map((component) => `--disable=${component}`),
        ...(settings.server.extraArgs ?? []),
    ];
}
