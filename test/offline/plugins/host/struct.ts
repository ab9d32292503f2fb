// Stands for: the property marshalling that the Go and Node SDKs of Pulumi do between a provider plugin and the engine.
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { PropertyMap, PropertyValue } from "./plugin";

type JavaScriptMap = Parameters<typeof Struct.fromJavaScript>[0];

export function fromStruct(struct: Struct | undefined): PropertyMap {
    return struct?.toJavaScript() ?? {};
}

/** Undefined properties are left out, as JSON does; what JSON cannot say is an error of the plugin. */
export function toStruct(properties: PropertyMap): Struct {
    return Struct.fromJavaScript(withoutUndefined(properties, "properties") as JavaScriptMap);
}

function withoutUndefined(value: PropertyValue | undefined, path: string): PropertyValue {
    if (value === undefined || value === null) {
        return null;
    }
    if (typeof value === "number" && !Number.isFinite(value)) {
        throw new Error(`${path} is ${String(value)}, which no property can hold`);
    }
    if (Array.isArray(value)) {
        return value.map((item, index) => withoutUndefined(item, `${path}[${index}]`));
    }
    if (typeof value === "object") {
        const entries: [string, PropertyValue | undefined][] = Object.entries(value);
        return Object.fromEntries(
            entries
                .filter(([, item]) => item !== undefined)
                .map(([name, item]) => [name, withoutUndefined(item, `${path}.${name}`)]),
        );
    }
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
        return value;
    }
    throw new Error(`${path} is a ${typeof value}, which no property can hold`);
}
