import { deepEqual, isObject, type Json, type JsonObject } from "../json";

export type Path = (string | number)[];

export interface Change {
    path: Path;
    kind: "add" | "delete" | "update";
    value: Json | undefined;
}

/** Whether the two unequal values mean the same at this place, so that no change is to be shown. */
export type Equivalence = (path: Path, old: Json | undefined, value: Json) => boolean;

const never: Equivalence = () => false;

/** The fewest places at which the new object differs from the old one. */
export function changesBetween(old: JsonObject, next: JsonObject, equivalent = never, path: Path = []): Change[] {
    const removed = Object.keys(old)
        .filter((key) => !Object.hasOwn(next, key))
        .map((key): Change => ({ path: [...path, key], kind: "delete", value: undefined }));
    const others = Object.entries(next).flatMap(([key, value]) =>
        changesAt([...path, key], Object.hasOwn(old, key) ? old[key] : undefined, value, equivalent),
    );
    return [...removed, ...others];
}

function changesAt(path: Path, old: Json | undefined, value: Json, equivalent: Equivalence): Change[] {
    if (deepEqual(old, value) || equivalent(path, old, value)) {
        return [];
    }
    if (old === undefined) {
        return [{ path, kind: "add", value }];
    }
    if (isObject(old) && isObject(value)) {
        return changesBetween(old, value, equivalent, path);
    }
    if (Array.isArray(old) && Array.isArray(value)) {
        return changesInList(path, old, value, equivalent);
    }
    return [{ path, kind: "update", value }];
}

function changesInList(path: Path, old: Json[], next: Json[], equivalent: Equivalence): Change[] {
    const kept = next.flatMap((item, index) => changesAt([...path, index], old[index], item, equivalent));
    const removed = old
        .slice(next.length)
        .map((_, index): Change => ({ path: [...path, next.length + index], kind: "delete", value: undefined }));
    return [...kept, ...removed];
}

/** A property path as the engine writes it: `spec.ports[0].name`, `data["a.b"]`. */
export function writePath(path: Path): string {
    return path.reduce<string>((text, step) => {
        if (typeof step === "number") {
            return `${text}[${step}]`;
        }
        if (/[."[\]]/.test(step)) {
            return `${text}["${step.replaceAll('"', '\\"')}"]`;
        }
        return text ? `${text}.${step}` : step;
    }, "");
}

export function readPath(text: string): Path {
    const steps = text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g);
    return [...steps].map(([, quoted, index, name]) => {
        if (quoted !== undefined) {
            return quoted.replaceAll('\\"', '"');
        }
        return index !== undefined && index !== "*" ? Number(index) : (name ?? "*");
    });
}

/** Whether the outer path is the path itself or leads to it. */
export function contains(outer: Path, path: Path): boolean {
    return outer.length <= path.length && outer.every((step, index) => step === "*" || step === path[index]);
}
