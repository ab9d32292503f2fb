import { looksSecret } from "../redaction/secret-names";
import { mark } from "../redaction/secret-forms";
import { redacted } from "../redaction/redacted";

/** Has a copy of what was applied, Secrets' data too. */
const copies = ["kubectl.kubernetes.io/last-applied-configuration"];

/**
 * A value without what is secret in it: what a name tells to be secret, what is known to be, and what has the form of it.
 *
 * @param known values that are secret.
 */
export function masked(value: unknown, known: string[] = []): unknown {
    const ofName = (name: string, held: unknown): unknown =>
        isPlain(held) && looksSecret(name) ? mark : maskedValue(held, name);
    const maskedValue = (held: unknown, name = ""): unknown => {
        if (typeof held === "string") return maskedText(held, known);
        if (isPlain(held)) return known.includes(String(held)) ? mark : held;
        if (Array.isArray(held)) {
            const items: unknown[] = held;
            return items.map((item, index) => {
                // As arguments have it: `--password`, and then its value.
                const [, flag = ""] = /^--?([\w-]+)$/.exec(String(items[index - 1])) ?? [];
                return ofName(looksSecret(flag) ? flag : name, item);
            });
        }
        const entries = Object.entries(Object(held) as Record<string, unknown>);
        // A variable of a container: its name and its value are fields.
        const { name: variable } = Object(held) as { name?: unknown };
        return Object.fromEntries(
            entries.map(([key, each]) => [
                key,
                key === "value" && typeof variable === "string" ? ofName(variable, each) : ofName(key, each),
            ]),
        );
    };
    return maskedValue(value);
}

/** A number may be one; what is true or false, or nothing, is none. */
function isPlain(value: unknown): boolean {
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null;
}

function maskedText(text: string, known: string[]): string {
    return text !== "" && known.includes(text) ? mark : redacted(text, known);
}

/** What holds nothing but secrets, whatever the names in it are. */
const holders = /^(secrets|credentials|passwords|tokens)$/i;

/**
 * Values of a release: of what a name tells to be full of secrets, and of what is secret in the program, all of it.
 *
 * @param secret where the program has secrets.
 */
export function maskedValues(values: unknown, secret: string[][], known: string[]): unknown {
    const isWhole = secret.some((path) => path.length === 0);
    if (isPlain(values)) return isWhole ? mark : values;
    const entries = Object.entries(Object(values) as Record<string, unknown>).map(([key, held]): [string, unknown] => {
        const below = secret.filter(([first]) => first === key).map(([, ...rest]) => rest);
        return [key, maskedValues(held, isWhole || holders.test(key) ? [[]] : below, known)];
    });
    const own = Array.isArray(values) ? entries.map(([, held]) => held) : Object.fromEntries(entries);
    return masked(own, known);
}

interface Live {
    kind?: string;
    metadata?: { managedFields?: unknown; annotations?: Record<string, string> };
    data?: unknown;
    stringData?: unknown;
}

/** An object as people want to see it, and nothing secret in it. */
export function maskedObject(object: object, known: string[] = []): object {
    const { metadata, ...rest } = object as Live;
    const { managedFields: _, annotations, ...kept } = metadata ?? {};
    const others = Object.entries(annotations ?? {}).filter(([name]) => !copies.includes(name));
    const whole = {
        ...rest,
        metadata: { ...kept, ...(others.length > 0 && { annotations: Object.fromEntries(others) }) },
    };
    const safe = masked(whole, known) as Live;
    if (rest.kind !== "Secret") return safe;
    return {
        ...safe,
        ...(rest.data !== undefined && { data: allMasked(rest.data) }),
        ...(rest.stringData !== undefined && { stringData: allMasked(rest.stringData) }),
    };
}

function allMasked(data: unknown): object {
    return Object.fromEntries(Object.keys(Object(data) as object).map((key) => [key, mark]));
}

/** What Secrets hold, as it is written elsewhere: in the values of a chart, say. */
export function secretValues(objects: unknown[]): string[] {
    return objects.flatMap((object) => {
        const { kind, data, stringData } = (object ?? {}) as Live;
        if (kind !== "Secret") return [];
        const encoded = Object.values(Object(data) as Record<string, unknown>).map((value) =>
            Buffer.from(String(value), "base64").toString("utf8"),
        );
        const plain = Object.values(Object(stringData) as Record<string, unknown>).map(String);
        return [...encoded, ...plain].flatMap((text) => [text, text.trim()]).filter((text) => text !== "");
    });
}
