import { Agent as PlainAgent } from "node:http";
import { type RequestOptions } from "node:https";
import { withTimeout } from "../../deadline";
import { type ApiServerAccess } from "./api-server-access";
import { askPlugin, type PluginLogin, pluginName } from "./credential-plugin";
import { type CurrentEntry } from "./current-entry";
import { AccessFailure, Unreachable } from "../errors";
import { inlineAccess } from "./inline-access";
import { libraryAccess } from "./library-access";
import { withFiles } from "./named-files";

/** How long one request waits for a plugin. The plugin continues, and the next request uses its answer. */
const limitMs = 8_000;

/** The access built from fetched files and credentials; `until` is when these expire. */
interface Fetched {
    access: ApiServerAccess;
    until: number;
}

/**
 * Returns access to a cluster whose kubeconfig names files, or a plugin that fetches credentials. Their content is put
 * into the kubeconfig, as `kubectl config view --flatten` does with files. The library handles what the inline access
 * does not support then.
 */
export function outsideAccess(entry: CurrentEntry, folder: string): ApiServerAccess {
    const { server } = entry;
    let current: { fetched: Promise<Fetched>; isRunning: boolean; until: number } | undefined;

    function fetchAnew() {
        const started = { fetched: fetchAccess(entry, folder), isRunning: true, until: 0 };
        started.fetched
            .then(({ until }) => (started.until = until))
            .catch(() => undefined)
            .finally(() => (started.isRunning = false));
        return started;
    }

    async function credentials({ anew } = { anew: false }): Promise<RequestOptions> {
        const isFresh = current && (current.isRunning || (!anew && current.until > Date.now()));
        if (!current || !isFresh) current = fetchAnew();
        const { fetched } = current;
        try {
            return await withTimeout(
                async () => (await fetched).access.credentials(),
                limitMs,
                () => notYet(entry.user),
            );
        } catch (error) {
            throw asAccessFailure(entry, error);
        }
    }

    return { server, credentials };
}

async function fetchAccess(entry: CurrentEntry, folder: string): Promise<Fetched> {
    const { server } = entry;
    if (server.startsWith("http:") && entry.cluster["insecure-skip-tls-verify"] !== true) {
        return { access: unencrypted(server), until: Infinity };
    }
    const { cluster, user } = withFiles(entry, folder);
    const { exec, ...login } = user;
    // As in kubectl, a user with a token or a certificate of their own needs no plugin.
    const hasLogin = ["token", "username", "client-certificate-data"].some((field) => login[field] !== undefined);
    const plugged = { ...entry.cluster, ...cluster };
    const asked = exec === undefined || hasLogin ? nothing : await askPlugin(exec, plugged, folder);
    const content = { cluster: { ...cluster, server }, user: { ...login, ...asked.user } };
    const text = kubeconfigOf(content);
    return { access: inlineAccess(text) ?? (await libraryAccess(text, server)), until: asked.until };
}

const nothing: PluginLogin = { user: {}, until: Infinity };

/**
 * Returns access without credentials. Like kubectl, it sends nothing secret unencrypted, such as to `kubectl proxy`.
 */
function unencrypted(server: string): ApiServerAccess {
    const options = { agent: new PlainAgent({ keepAlive: true }) };
    return { server, credentials: () => Promise.resolve(options) };
}

function kubeconfigOf({ cluster, user }: { cluster: object; user: object }): string {
    return JSON.stringify({
        clusters: [{ name: "c", cluster }],
        users: [{ name: "u", user }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
    });
}

function notYet({ exec }: Record<string, unknown>): Unreachable {
    const who = exec ? `the credential plugin "${pluginName(exec)}"` : "the identity provider";
    const help = exec
        ? "see whether the plugin waits for somebody: run kubectl with the same kubeconfig, and log in as it asks"
        : "look whether the identity provider of the kubeconfig is reached from this machine";
    return new Unreachable(`${who} has not answered yet`, undefined, { help, mayPass: true });
}

/**
 * Turns an error into an access failure. The error of an identity provider stays as it is: it is reached over the
 * network, where waiting may help.
 */
function asAccessFailure({ user }: CurrentEntry, error: unknown): unknown {
    if (error instanceof AccessFailure || error instanceof Unreachable || user["auth-provider"]) return error;
    return new AccessFailure(
        "The kubeconfig cannot be used.",
        [(error as Error).message],
        "correct it, and try it with kubectl; then run pulumi up again",
        error,
    );
}
