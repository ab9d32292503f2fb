import { Failure } from "../failure";
import { type Context } from "../lifecycle";
import { type Api, type RequestOptions } from "./api";
import { paths } from "./api-paths";
import { AccessFailure, ApiError, mayPass, CaMismatch, Unreachable } from "./errors";
import { deadlineSignal, isDeadline } from "../nodes/until-ready";
import { untilAnswered } from "./until-answered";

/**
 * Returns the cluster's identity: the uid of its namespace kube-system, as Kubernetes' own tools use it. For a user
 * without the right to read it, the API server's address takes its place.
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

/**
 * Compares two identities. Identities of different kinds count as the same cluster: the user was given, or lost, the
 * right to read the uid.
 */
export function isSameCluster(one: string, other: string): boolean {
    return one.split(" ")[0] !== other.split(" ")[0] || one === other;
}

/** How messages describe a cluster that this stack did not create, and what helps when it does not answer. */
export interface ClusterWords {
    /** The description without an article: `production cluster "shop"`. */
    cluster: string;
    whenSilent: (server: string) => string;
    whenRefusing: string;
    /**
     * What helps when the server's certificate is not signed by the kubeconfig's authority. Default: `whenRefusing`.
     */
    whenOther?: string;
}

/** Returns the words for a production cluster. */
export function productionWords({ name }: { name: string }): ClusterWords {
    return {
        cluster: `production cluster "${name}"`,
        whenSilent: (server) =>
            `look whether ${server} is reached from this machine (VPN, proxy, firewall), then run pulumi up again`,
        whenRefusing:
            "look whether the credentials of production.kubeconfig are still valid and may do this (kubectl auth whoami), then run pulumi up again",
        whenOther:
            "look whether server and certificate-authority in production.kubeconfig are of one cluster, and whether a proxy on the way has a certificate of its own; then run pulumi up again",
    };
}

/** Repeats a request to a production cluster until it answers, or throws a failure that says why it does not. */
export function answeredByProduction<Answer>(
    api: Api,
    { name, timeoutSeconds }: { name: string; timeoutSeconds: number },
    context: Context,
    ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
    return answered(api, { timeoutSeconds, words: productionWords({ name }) }, context, ask);
}

/**
 * Repeats a request to a cluster that this stack did not create until it answers, or throws a failure that says why it
 * does not.
 */
export async function answered<Answer>(
    api: Api,
    { timeoutSeconds, words }: { timeoutSeconds: number; words: ClusterWords },
    context: Context,
    ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
    context.progress(`waiting for the ${words.cluster} at ${api.server}`);
    const signal = deadlineSignal(timeoutSeconds);
    let last: unknown;
    const remembered = () =>
        ask(signal).catch((error: unknown) => {
            if (!isDeadline(error)) last = error;
            throw error;
        });
    try {
        return await untilAnswered(remembered, signal, mayPass);
    } catch (error) {
        const isLate = isDeadline(error);
        throw isLate ? lateFailure(api, words, timeoutSeconds, last ?? error) : earlyFailure(api, words, error);
    }
}

function lateFailure(
    { server }: Api,
    { cluster, whenSilent }: ClusterWords,
    timeoutSeconds: number,
    cause: unknown,
): Failure {
    const remedy = cause instanceof Unreachable ? cause.remedy : undefined;
    return new Failure(`The ${cluster} did not answer within ${timeoutSeconds} s.`, {
        why: messageOf(cause),
        next: remedy ? againAfter(remedy.help) : whenSilent(server),
        cause,
    });
}

/** Returns the failure for an error that does not pass with time. */
function earlyFailure({ server }: Api, words: ClusterWords, cause: unknown): Failure {
    const { cluster, whenRefusing, whenOther = whenRefusing } = words;
    if (cause instanceof AccessFailure) {
        const why = [cause.what, ...cause.reasons];
        return new Failure(`The ${cluster} at ${server} cannot be queried.`, { why, next: cause.next, cause });
    }
    if (cause instanceof Unreachable) {
        const next = cause.remedy && againAfter(cause.remedy.help);
        return new Failure(`The ${cluster} cannot be reached.`, { why: cause.message, next, cause });
    }
    return new Failure(`The ${cluster} at ${server} refuses the request.`, {
        why: messageOf(cause),
        next: cause instanceof CaMismatch ? whenOther : whenRefusing,
        cause,
    });
}

function againAfter(help: string): string {
    return `${help}; then run pulumi up again`;
}

function messageOf(error: unknown): string {
    return String((error as Error | undefined)?.message ?? error);
}
