import * as pulumi from "@pulumi/pulumi";
import { agentTokenPath, tokenPath } from "../../../../shared/node-files";
import { withoutBrackets } from "../../../../shared/docker/published-host";
import { joinedLists, mappedList } from "../../validation";
import { type ClusterSettings } from "../arguments/cluster-settings";

/** Returns the command line of `k3s server`. */
export function serverCommand(
    name: string,
    nodeName: string,
    settings: ClusterSettings,
    publishedHost: pulumi.Input<string>,
): pulumi.Input<pulumi.Input<string>[]> {
    // With data that outlives the stack, K3s uses the tokens that it stored there and must not be given others.
    const tokens = settings.keptVolume ? [] : [`--token-file=${tokenPath}`, `--agent-token-file=${agentTokenPath}`];
    return joinedLists<string>(
        [
            "server",
            `--node-name=${nodeName}`,
            ...tokens,
            ...["localhost", name, nodeName].map((host) => `--tls-san=${host}`),
            pulumi.interpolate`--tls-san=${publishedHost}`.apply(withoutBrackets),
            pulumi.interpolate`--cluster-cidr=${settings.podSubnet}`,
            pulumi.interpolate`--service-cidr=${settings.serviceSubnet}`,
        ],
        mappedList(settings.disable, (component) => `--disable=${component}`),
        settings.server.extraArgs ?? [],
    );
}
