import { connect } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { settled } from "../../references/settled";
import { isDeferred } from "../../validation";

const connectTimeoutMs = 1_000;

/** The provider's inputs that depend on whether a refresh found the cluster down. */
interface Revival {
    kubeconfig: string;
    /** Whether a refresh skips the objects that it cannot read. */
    skips: boolean;
}

/**
 * Returns inputs with which the provider handles a cluster that is down. A refresh then skips the objects that it
 * cannot read, instead of failing.
 *
 * Pulumi configures a plugin once in a run, for `up --refresh` before the refresh, and a plugin that found the cluster
 * down keeps that result. Pulumi configures a plugin again if its inputs have changed. Therefore the kubeconfig
 * contains the time at which a cluster was started again after a refresh found it down. A preview that is going to
 * start the cluster skips nothing, because the plugin would also skip the program's changes.
 */
export function revival(kubeconfig: pulumi.Output<string>, revivedAt: pulumi.Output<string>): pulumi.Output<Revival> {
    return kubeconfig.apply(async (text) => {
        const { value } = await settled(revivedAt);
        const note =
            typeof value === "string" && value !== ""
                ? `# started again at ${value}, after a refresh had found it down\n`
                : "";
        // The value is unknown only in a preview.
        return { kubeconfig: text + note, skips: !isDeferred(value) || (await answers(text)) };
    });
}

/** Returns whether the server of a kubeconfig that this package wrote accepts connections. */
async function answers(kubeconfig: string): Promise<boolean> {
    const server = /^ +server: (\S+)$/m.exec(kubeconfig)?.[1];
    return server === undefined || isOpen(server);
}

/** Returns whether the address of a URL accepts connections. */
function isOpen(url: string): Promise<boolean> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve) => {
        const socket = connect({
            host: hostname.replace(/^\[|\]$/g, ""),
            port: Number(port),
            timeout: connectTimeoutMs,
        });
        const settle = (open: boolean) => {
            socket.destroy();
            resolve(open);
        };
        socket.once("connect", () => settle(true));
        socket.once("timeout", () => settle(false));
        socket.once("error", () => settle(false));
    });
}
