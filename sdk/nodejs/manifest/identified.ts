import { isDeferred } from "../validation";
import { isRecord } from "./kubernetes-object";
import { joinedOrigin, noOrigin } from "../references/origin";
import { type Settled, settled } from "../references/settled";

const named = ["apiVersion", "kind", "metadata"];
const placed = ["name", "namespace"];

/**
 * Returns whether the identity of an object is an Output. For a List, whether it is an Output which objects the list
 * has.
 */
export function hasDeferredIdentity(value: unknown): boolean {
    if (isDeferred(value)) return true;
    if (!isRecord(value)) return false;
    if (deferredFields(value, named).length > 0 || deferredFields(value.metadata, placed).length > 0) return true;
    if (!isListKind(value.kind)) return false;
    return isDeferred(value.items) || (Array.isArray(value.items) && value.items.some(hasDeferredIdentity));
}

/**
 * Waits for the identity of an object. Outputs in other fields stay as they are. If a preview does not know the
 * identity, {@link hasDeferredIdentity} is still true for the result.
 */
export async function identified(value: unknown): Promise<Settled> {
    if (isDeferred(value)) return settled(value);
    if (!isRecord(value) || !hasDeferredIdentity(value)) return { value, origin: noOrigin };
    const outer = await withSettled(value, named);
    const object = outer.value as Record<string, unknown>;
    const metadata = await withSettled(object.metadata, placed);
    const items = isListKind(object.kind) ? await identifiedItems(object.items) : undefined;
    return {
        value: { ...object, metadata: metadata.value, ...(items && { items: items.value }) },
        origin: joinedOrigin(outer.origin, metadata.origin, items?.origin),
    };
}

async function identifiedItems(items: unknown): Promise<Settled> {
    if (!Array.isArray(items)) return isDeferred(items) ? settled(items) : { value: items, origin: noOrigin };
    const all = await Promise.all(items.map(identified));
    return { value: all.map((item) => item.value), origin: joinedOrigin(...all.map((item) => item.origin)) };
}

async function withSettled(value: unknown, fields: string[]): Promise<Settled> {
    if (!isRecord(value) || isDeferred(value)) return { value, origin: noOrigin };
    const late = await Promise.all(
        deferredFields(value, fields).map(async (field) => ({ field, ...(await settled(value[field])) })),
    );
    return {
        value: { ...value, ...Object.fromEntries(late.map((one) => [one.field, one.value])) },
        origin: joinedOrigin(...late.map(({ origin }) => origin)),
    };
}

function deferredFields(value: unknown, fields: string[]): string[] {
    return isRecord(value) ? fields.filter((field) => isDeferred(value[field])) : [];
}

function isListKind(kind: unknown): boolean {
    return typeof kind === "string" && kind.endsWith("List");
}
