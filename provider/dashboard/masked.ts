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
        isPlain(held) && typeof held !== "boolean" && held !== null && looksSecret(name)
            ? mark
            : maskedValue(held, name);
    const maskedValue = (held: unknown, name = ""): unknown => {
        if (typeof held === "string") return redacted(held, known);
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

/** What has no parts. A number may be a secret; what is true or false is none. */
function isPlain(value: unknown): boolean {
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value == null;
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

/** What charts keep in Secrets beside what is secret: it is everywhere. */
const plainKeys = /(^|[._-])(user|username|host|hostname|port|database|db|dbname|name|namespace|type|provider)$/i;
/** A shorter value would be found in words that have nothing to do with it. */
const shortest = 6;

/** What Secrets hold, as it is written elsewhere: in the values of a chart, say. */
export function secretValues(objects: unknown[]): string[] {
    return objects.flatMap((object) => {
        const { kind, data, stringData } = Object(object) as Live;
        if (kind !== "Secret") return [];
        const encoded = secretEntries(data).map((value) => Buffer.from(value, "base64").toString("utf8"));
        return worthKnowing([...encoded, ...secretEntries(stringData)]);
    });
}

/** What stands at those places of a release's values. */
export function valuesAt(values: unknown, paths: string[][]): string[] {
    const leaves = (held: unknown): string[] =>
        typeof held === "string" || typeof held === "number"
            ? [String(held)]
            : Object.values(Object(held) as object).flatMap(leaves);
    const at = (path: string[]) =>
        path.reduce<unknown>((held, key) => (Object(held) as Record<string, unknown>)[key], values);
    return worthKnowing(paths.flatMap((path) => leaves(at(path))));
}

function secretEntries(data: unknown): string[] {
    const entries = Object.entries(Object(data) as Record<string, unknown>);
    return entries.filter(([key]) => !plainKeys.test(key)).map(([, value]) => String(value));
}

function worthKnowing(texts: string[]): string[] {
    return [...new Set(texts.map((text) => text.trim()))].filter((text) => text.length >= shortest);
}
