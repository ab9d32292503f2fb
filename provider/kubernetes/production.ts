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

/** Asks a production cluster until it answers, or says why it does not. */
export async function answeredByProduction<Answer>(
    api: Api,
    { name, timeoutSeconds }: { name: string; timeoutSeconds: number },
    context: Context,
    ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
    context.progress(`waiting for the production cluster at ${api.server}`);
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
            throw new Failure(`The production cluster "${name}" did not answer within ${timeoutSeconds} s.`, {
                why,
                next: `look whether ${api.server} is reached from this machine (VPN, proxy, firewall), then run pulumi up again`,
                cause: error,
            });
        }
        throw new Failure(`The production cluster "${name}" at ${api.server} refuses.`, {
            why,
            next: "look whether the credentials of production.kubeconfig are still valid and may do this (kubectl auth whoami), then run pulumi up again",
            cause: error,
        });
    }
}
