import { Failure } from "../failure";
import { type Context } from "../lifecycle";
import { type Api, type RequestOptions } from "./api";
import { paths } from "./api-paths";
import { ApiError } from "./errors";
import { deadlineSignal, isDeadline } from "./until-ready";
import { untilAnswered } from "./wait";

/**
 * What tells a cluster from others: the uid of its namespace kube-system, as Kubernetes' own tools take it. Who may not
 * read that has the API server's address in its place.
 */
export async function identityOf(api: Api, options: RequestOptions): Promise<string> {
    try {
        const { metadata } = await api.request<{ metadata: { uid: string } }>("GET", paths.systemNamespace, options);
        return `uid ${metadata.uid}`;
    } catch (error) {
        if (error instanceof ApiError && error.status === 403) return `server ${api.server}`;
        throw error;
    }
}

/** Identities of different kinds tell nothing: somebody was given, or lost, the right to read the uid. */
export function isSameCluster(one: string, other: string): boolean {
    return one.split(" ")[0] !== other.split(" ")[0] || one === other;
}

/** How a cluster that this stack did not make is spoken of, and what helps when it does not answer. */
export interface ClusterWords {
    /** Without an article: `production cluster "shop"`. */
    cluster: string;
    whenSilent: (server: string) => string;
    whenRefusing: string;
}

/** How a production cluster is spoken of. */
export function productionWords({ name }: { name: string }): ClusterWords {
    return {
        cluster: `production cluster "${name}"`,
        whenSilent: (server) =>
            `look whether ${server} is reached from this machine (VPN, proxy, firewall), then run pulumi up again`,
        whenRefusing:
            "look whether the credentials of production.kubeconfig are still valid and may do this (kubectl auth whoami), then run pulumi up again",
    };
}

/** Asks a production cluster until it answers, or says why it does not. */
export function answeredByProduction<Answer>(
    api: Api,
    { name, timeoutSeconds }: { name: string; timeoutSeconds: number },
    context: Context,
    ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
    return answered(api, { timeoutSeconds, words: productionWords({ name }) }, context, ask);
}

/** Asks a cluster that this stack did not make until it answers, or says why it does not. */
export async function answered<Answer>(
    api: Api,
    { timeoutSeconds, words }: { timeoutSeconds: number; words: ClusterWords },
    context: Context,
    ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
    const { cluster, whenSilent, whenRefusing } = words;
    context.progress(`waiting for the ${cluster} at ${api.server}`);
    const signal = deadlineSignal(timeoutSeconds);
    let last: unknown;
    const remembered = () =>
        ask(signal).catch((error: unknown) => {
            if (!isDeadline(error)) last = error;
            throw error;
        });
    try {
        return await untilAnswered(remembered, signal);
    } catch (error) {
        const why = String((last as Error | undefined)?.message ?? error);
        if (isDeadline(error)) {
            throw new Failure(`The ${cluster} did not answer within ${timeoutSeconds} s.`, {
                why,
                next: whenSilent(api.server),
                cause: error,
            });
        }
        throw new Failure(`The ${cluster} at ${api.server} refuses.`, { why, next: whenRefusing, cause: error });
    }
}
