import { connect } from "node:net";
import type * as pulumi from "@pulumi/pulumi";
import { settled } from "../../references/settled";
import { isDeferred } from "../../validation";

const connectTimeoutMs = 1_000;

/** What the provider gets for a cluster that a refresh may have found down. */
interface Revival {
    kubeconfig: string;
    /** What cannot be looked at is passed over. */
    skips: boolean;
}

/**
 * How the provider copes with a cluster that is down. A refresh passes over what it cannot look at, instead of failing.
 *
 * Pulumi sets a plugin up once in a run, for `up --refresh` before the refresh, and a plugin that found the cluster down holds
 * on to that. One whose inputs have changed is set up again: so the kubeconfig notes when a cluster was started again that a
 * refresh had found down. A preview that is to start the cluster passes over nothing, because the plugin would pass over what
 * the program has changed as well.
 */
export function revival(kubeconfig: pulumi.Output<string>, revivedAt: pulumi.Output<string>): pulumi.Output<Revival> {
    return kubeconfig.apply(async (text) => {
        const { value } = await settled(revivedAt);
        const note =
            typeof value === "string" && value !== ""
                ? `# started again at ${value}, after a refresh had found it down\n`
                : "";
        // Only a preview does not know it.
        return { kubeconfig: text + note, skips: !isDeferred(value) || (await answers(text)) };
    });
}

/** Whether anybody listens where a kubeconfig of our own leads to. */
async function answers(kubeconfig: string): Promise<boolean> {
    const server = /^ +server: (\S+)$/m.exec(kubeconfig)?.[1];
    return server === undefined || isOpen(server);
}

/** Whether somebody takes connections at the address of a URL. */
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
