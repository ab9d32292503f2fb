import {
    cgroups,
    inotify,
    limits,
    mounts,
    names,
    nodePassword,
    onServer,
    services,
    start,
} from "./entrypoint-sections";
import { domains, resolver } from "../dns/resolver-section";

export const entrypointPath = "/usr/local/bin/pulumi-k3s-entrypoint.sh";

/**
 * What runs before K3s in every node, by version, each its sections in their order. A change of a text replaces every node
 * that has it, so a version stays as it is, down to the last space; what changes is a new version. A test holds each.
 */
export const entrypointScripts = {
    "1": script(inotify, mounts, cgroups, nodePassword, onServer(names, services), `${limits}${start}`),
    "2": script(
        inotify,
        mounts,
        cgroups,
        nodePassword,
        resolver,
        onServer(names, domains, services),
        `${limits}${start}`,
    ),
};

function script(...sections: string[]): string {
    return `#!/bin/sh\n${sections.join("\n")}`;
}
