import type { KubernetesObject } from "@kubernetes/client-node";
import { type Api } from "./api";
import { paths } from "./api-paths";
import { describeWebhook, unansweredWebhook, webhookRemedy } from "../diagnostics/unanswered-webhook";
import { listIfPossible } from "./list";
import { nameOf } from "./object-name";

/** The timeout of a request that changes something: the API server waits up to 30 s for each webhook. */
export const changeTimeoutMs = 40_000;

/** Finds the configuration of an admission webhook by the name in the API server's message, once for each name. */
export class WebhookConfigurations {
    private readonly found = new Map<string, string | undefined>();
    private readonly asked = new Map<string, Promise<void>>();

    constructor(private readonly api: Api) {}

    /** Returns the configuration, or undefined while the search runs, and when the user may not list configurations. */
    readonly known = (webhook: string): string | undefined => {
        void this.find(webhook);
        return this.found.get(webhook);
    };

    async find(webhook: string): Promise<string | undefined> {
        const asked = this.asked.get(webhook) ?? this.lookFor(webhook);
        this.asked.set(webhook, asked);
        await asked;
        return this.found.get(webhook);
    }

    private async lookFor(webhook: string): Promise<void> {
        const kinds = {
            ValidatingWebhookConfiguration: paths.validatingWebhooks,
            MutatingWebhookConfiguration: paths.mutatingWebhooks,
        };
        for (const [kind, path] of Object.entries(kinds)) {
            const all = await listIfPossible<KubernetesObject & { webhooks?: { name: string }[] }>(this.api, path);
            const own = all.find(({ webhooks = [] }) => webhooks.some(({ name }) => name === webhook));
            if (own) this.found.set(webhook, `${kind} ${nameOf(own)}`);
        }
    }
}

/**
 * Returns why the API server refused. For a webhook that does not answer, it names the webhook and what to do about it.
 */
export async function refusalOf(api: Api, error: unknown): Promise<{ why: string; next?: string }> {
    const { message } = error as Error;
    const webhook = unansweredWebhook(message);
    if (!webhook) return { why: message };
    const configuration = await new WebhookConfigurations(api).find(webhook.name);
    return { why: describeWebhook(webhook, configuration), next: webhookRemedy(webhook, configuration) };
}
