/** A webhook that the API server has to call, and that does not answer. */
export interface UnansweredWebhook {
    kind: "admission" | "conversion";
    /** The name of the webhook; for a conversion webhook, the kind that it converts. */
    name: string;
    /** `namespace/name`; absent when the webhook is outside the cluster. */
    service?: string;
    /** The API server's message. */
    why: string;
    /** Whether nothing can answer, because the Service does not exist. */
    isMissing: boolean;
}

const admission = /failed calling webhook "([^"]+)": (?:failed to call webhook: )?(.*)$/s;
const conversion = /conversion webhook for (.+?) failed: (.*)$/s;
const posted = /^Post "([^"]*)": (.*)$/s;
const serviceUrl = /^https:\/\/([^./:]+)\.([^./:]+)\.svc[:/]/;

/** Parses the API server's refusal. Returns undefined when it is about something else. */
export function unansweredWebhook(message: string): UnansweredWebhook | undefined {
    const asked = admission.exec(message);
    const [, name, answer = ""] = asked ?? conversion.exec(message) ?? [];
    if (name === undefined) return undefined;
    const [, url = "", why = answer] = posted.exec(answer) ?? [];
    const [, service, namespace] = serviceUrl.exec(url) ?? [];
    return {
        kind: asked ? "admission" : "conversion",
        name,
        ...(service !== undefined && { service: `${namespace ?? ""}/${service}` }),
        why: why.trim(),
        isMissing: /service "[^"]+" not found/.test(why),
    };
}

/**
 * Describes a webhook and its problem.
 *
 * @param configuration Such as `ValidatingWebhookConfiguration policy`, where it is known.
 */
export function describeWebhook(webhook: UnansweredWebhook, configuration: string | undefined): string {
    const { kind, name, service, why } = webhook;
    const what = kind === "admission" ? `the admission webhook ${name}` : `the conversion webhook for ${name}`;
    const from = [configuration, service && `Service ${service}`].filter(Boolean).join(", ");
    return `${what}${from ? ` (${from})` : ""} does not answer: ${why}`;
}

/** Returns what the user can do about a webhook before a retry. */
export function webhookRemedy({ service, kind }: UnansweredWebhook, configuration: string | undefined): string {
    const bring = service ? `bring what is behind the Service ${service} up` : "bring the webhook up";
    if (kind === "conversion") return `${bring}, or correct spec.conversion of the CustomResourceDefinition`;
    const [configurationKind, name] = configuration?.split(" ") ?? [];
    const which = configurationKind ? `${configurationKind.toLowerCase()} ${name ?? ""}` : "the webhook configuration";
    return `${bring}; where it is gone for good, kubectl delete ${which}`;
}
