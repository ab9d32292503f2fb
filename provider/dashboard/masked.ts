import { looksSecret } from "../redaction/secret-names";
import { mark } from "../redaction/secret-forms";
import { redacted } from "../redaction/redacted";

/** Annotations with a copy of the applied object, which includes the data of Secrets. */
const copies = ["kubectl.kubernetes.io/last-applied-configuration"];

/**
 * Masks the secrets in a value: fields whose names look secret, known secret values, and text that has the form of a
 * secret.
 *
 * @param known known secret values.
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
                // A command line's flag, such as `--password`, is followed by its value.
                const [, flag = ""] = /^--?([\w-]+)$/.exec(String(items[index - 1])) ?? [];
                return ofName(looksSecret(flag) ? flag : name, item);
            });
        }
        const entries = Object.entries(Object(held) as Record<string, unknown>);
        // An environment variable of a container has its name and its value in two fields.
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

/** Reports whether a value has no parts. */
function isPlain(value: unknown): boolean {
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value == null;
}

/** Names of fields that contain nothing but secrets, whatever the names in them are. */
const holders = /^(secrets|credentials|passwords|tokens)$/i;

/**
 * Masks the secrets in a release's values. Masks fields such as `credentials`, and values that are secret in the
 * program, as a whole.
 *
 * @param secret the paths of the values that are secret in the program.
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

/** Returns a Kubernetes object for display: without managed fields, and with its secrets masked. */
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

/** Keys of values in Secrets that are not secret. Such values, like user names and ports, occur in many places. */
const plainKeys = /(^|[._-])(user|username|host|hostname|port|database|db|dbname|name|namespace|type|provider)$/i;
/** The length of the shortest value that is masked elsewhere: a shorter one would match parts of unrelated words. */
const shortest = 6;

/**
 * Returns the decoded values of the Secrets among some objects, to find them elsewhere, such as in a chart's values.
 */
export function secretValues(objects: unknown[]): string[] {
    return objects.flatMap((object) => {
        const { kind, data, stringData } = Object(object) as Live;
        if (kind !== "Secret") return [];
        const encoded = secretEntries(data).map((value) => Buffer.from(value, "base64").toString("utf8"));
        return worthKnowing([...encoded, ...secretEntries(stringData)]);
    });
}

/** Returns the texts and numbers at some paths of a release's values. */
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
