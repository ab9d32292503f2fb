// Stands for: what is left equal by the real plugin's typed round trip (quantities, empty values).
import { at, deepEqual, type Json, type JsonObject, textAt } from "../json";
import type { Equivalence, Path } from "./changes";
import { isBuiltIn } from "./scope";

const quantityKeys = new Set(["limits", "requests", "hard", "capacity", "overhead", "podFixed"]);
const multipliers: Record<string, number> = {
    n: 1e-9,
    u: 1e-6,
    m: 1e-3,
    "": 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    T: 1e12,
    P: 1e15,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
    Ti: 2 ** 40,
    Pi: 2 ** 50,
};

/** For kinds that Kubernetes itself brings; of others the plugin knows no types, so nothing is equivalent. */
export function equivalenceFor(oldInputs: JsonObject, inputs: JsonObject): Equivalence {
    if (!isBuiltIn(textAt(inputs, "apiVersion"))) {
        return () => false;
    }
    return (path, live, value) => {
        if (live === undefined) {
            // The program asked for it before, and the API server leaves out what is empty.
            return isEmpty(value) && deepEqual(at(oldInputs, ...path), value);
        }
        return holdsQuantity(path) && sameQuantity(live, value);
    };
}

function isEmpty(value: Json): boolean {
    return !value || (typeof value === "object" && Object.keys(value).length === 0);
}

function holdsQuantity(path: Path): boolean {
    return quantityKeys.has(String(path.at(-2))) || path.at(-1) === "sizeLimit";
}

function sameQuantity(left: Json, right: Json): boolean {
    const [one, other] = [amount(left), amount(right)];
    return one !== undefined && other !== undefined && Math.abs(one - other) <= Math.abs(one) * 1e-12;
}

function amount(value: Json): number | undefined {
    if (typeof value !== "string" && typeof value !== "number") {
        return undefined;
    }
    const match = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([numkMGTP]|[KMGTP]i)?$/.exec(String(value));
    const factor = multipliers[match?.[2] ?? ""];
    return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}
