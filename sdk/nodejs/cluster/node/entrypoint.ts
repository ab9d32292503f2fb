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
 * The scripts that run before K3s in every node, by version, each with its sections in their order. A change of a
 * script replaces every node that has it. Therefore a version never changes, not even by a space; a change is a new
 * version. A test checks each version.
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
