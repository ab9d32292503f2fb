// Stands for: Check of Pulumi's Terraform bridge: coercion, validation, defaults and automatic names.
import { randomBytes } from "node:crypto";
import { type CheckResult, type PropertyMap, type PropertyValue, unknown } from "../host/plugin";
import type { Field, Fields } from "./field";

/** Where the bridge keeps which inputs it made itself. */
export const defaultsKey = "__defaults";

export function resourceName(urn: string): string {
    return urn.slice(urn.lastIndexOf("::") + 2);
}

export function checkInputs(fields: Fields, urn: string, olds: PropertyMap, news: PropertyMap): CheckResult {
    const name = resourceName(urn);
    const failures: { property: string; reason: string }[] = [];
    // The bridge names no property in its failures, but says the path in the reason.
    const report = (path: string, reason: string) => {
        failures.push({ property: "", reason: path ? `${reason}. Examine values at '${name}.${path}'.` : reason });
    };
    const inputs = checkObject(fields, news, "", report);
    const defaults: string[] = Object.keys(fields).filter((key) => isUnset(news[key]) && !isUnset(inputs[key]));
    for (const [key, field] of Object.entries(fields)) {
        if (field.autonamed && isUnset(inputs[key])) {
            const named = (olds[defaultsKey] as string[] | undefined)?.includes(key);
            inputs[key] = named ? (olds[key] ?? null) : `${name}-${randomBytes(4).toString("hex").slice(0, 7)}`;
            defaults.push(key);
        }
    }
    return { inputs: { ...inputs, [defaultsKey]: defaults.sort() }, failures };
}

type Report = (path: string, reason: string) => void;

function checkObject(fields: Fields, given: PropertyMap, prefix: string, report: Report): PropertyMap {
    for (const key of Object.keys(given)) {
        if (!(key in fields) && key !== defaultsKey) {
            report(prefix + key, "Invalid or unknown key");
        }
    }
    const checked: PropertyMap = {};
    for (const [key, field] of Object.entries(fields)) {
        const path = prefix + key;
        const value = isUnset(given[key]) ? field.default : checkValue(field, given[key] ?? null, path, report);
        if (field.required && isUnset(value) && !field.autonamed) {
            report("", `Missing required property '${path}'`);
        }
        if (value !== undefined) {
            checked[key] = value;
        }
    }
    return checked;
}

function checkValue(field: Field, value: PropertyValue, path: string, report: Report): PropertyValue | undefined {
    if (value === unknown) {
        return value;
    }
    const mismatch = (expected: string): PropertyValue | undefined => {
        report(path, `expected type '${expected}', got unconvertible type '${typeName(value)}'`);
        return undefined;
    };
    if (field.unimplemented && !isZero(value)) {
        report(path, "the stand-in for the docker plugin does not implement this; use the real plugin");
        return undefined;
    }
    switch (field.type) {
        case "list":
        case "set":
            return Array.isArray(value)
                ? value.map((item, index) => checkElement(field.element, item, `${path}[${index}]`, report) ?? null)
                : mismatch("list");
        case "object":
            return isMap(value) ? checkObject(field.fields, value, `${path}.`, report) : mismatch("object");
        case "map":
            return isMap(value) ? checkMap(value, path, report) : mismatch("map");
        default: {
            const coerced = coerce(field.type, value);
            if (coerced === undefined) {
                return mismatch(field.type === "number" ? "int" : field.type);
            }
            const reason = field.validate?.(coerced);
            if (reason) {
                report(path, reason);
            }
            return coerced;
        }
    }
}

function checkElement(element: "string" | Fields, value: PropertyValue, path: string, report: Report) {
    return element === "string"
        ? checkValue({ type: "string" }, value, path, report)
        : checkValue({ type: "object", fields: element }, value, path, report);
}

function checkMap(value: PropertyMap, path: string, report: Report): PropertyMap {
    return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [
            key,
            checkValue({ type: "string" }, item, `${path}.${key}`, report) ?? null,
        ]),
    );
}

/** The conversions that the bridge makes between scalars, and no others. */
function coerce(type: "string" | "number" | "boolean", value: PropertyValue): PropertyValue | undefined {
    switch (type) {
        case "string":
            return typeof value === "object" ? undefined : String(value);
        case "boolean":
            return typeof value === "boolean" ? value : value === "true" ? true : value === "false" ? false : undefined;
        case "number": {
            const parsed = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
            return Number.isInteger(parsed) ? parsed : undefined;
        }
    }
}

function typeName(value: PropertyValue): string {
    return value === null ? "null" : Array.isArray(value) ? "list" : typeof value;
}

export function isMap(value: PropertyValue | undefined): value is PropertyMap {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isUnset(value: PropertyValue | undefined): value is null | undefined {
    return value === undefined || value === null;
}

export function isZero(value: PropertyValue | undefined): boolean {
    return (
        isUnset(value) ||
        value === "" ||
        value === 0 ||
        value === false ||
        (typeof value === "object" && Object.values(value).every(isUnset))
    );
}
