import { isDeferred, ownValue } from "../validation";
import { copyOf, isTree, setValue } from "../../../shared/yaml/tree";
import type { Values } from "./values";
import { type Assignment, parseSet, SetError, shownColumns } from "./set";

const largestIndex = 65_536;

/**
 * Returns the values with an entry of `set` applied, as `helm --set` applies it to the merged values files.
 *
 * @throws SetError if Helm refuses the entry, or if it leads into an Output.
 */
export function applySet(values: Values, entry: string): Values {
    const changed = copyOf(values);
    for (const assignment of parseSet(entry)) new Application(assignment).intoMap(changed, 0);
    return changed;
}

class Application {
    constructor(private readonly assignment: Assignment) {}

    intoMap(map: Values, at: number): void {
        const { steps, value, complete } = this.assignment;
        const key = String(steps[at]);
        const next = steps[at + 1];
        if (next === undefined) {
            if (value !== undefined) put(map, key, value);
        } else if (typeof next === "number") {
            const below = ownValue(map, key);
            if (below !== undefined && !Array.isArray(below)) throw this.wrongKind(at, below, "list");
            put(map, key, this.intoList(below ?? [], at + 1));
        } else {
            const found = ownValue(map, key);
            const below = found === undefined ? {} : found;
            if (!isTree(below)) throw this.wrongKind(at, below, "map");
            this.intoMap(below, at + 1);
            if (Object.keys(below).length > 0) put(map, key, below);
            else if (complete) throw new SetError(`the key in ${this.columns(at)} has no value`);
        }
    }

    /** Returns the changed list, or a longer one in its place. */
    private intoList(list: unknown[], at: number): unknown[] {
        const { steps, value, complete } = this.assignment;
        const index = Number(steps[at]);
        const next = steps[at + 1];
        if (next === undefined) return value === undefined ? list : this.putAt(list, index, value);
        const below = typeof next === "number" ? this.innerList(list, at) : this.innerMap(list, at);
        return complete ? this.putAt(list, index, below) : list;
    }

    private innerList(list: unknown[], at: number): unknown[] {
        const below = list[Number(this.assignment.steps[at])] ?? [];
        if (!Array.isArray(below)) throw this.wrongKind(at, below, "list");
        return this.intoList(below, at + 1);
    }

    /** Returns the map at the index. Unlike under a key, a value that is not a map is replaced by one here. */
    private innerMap(list: unknown[], at: number): Values {
        const index = Number(this.assignment.steps[at]);
        const below = list[index];
        if (isDeferred(below)) throw this.wrongKind(at, below, "map");
        const map = isTree(below) ? below : {};
        if (index < list.length) list[index] = map;
        this.intoMap(map, at + 1);
        return map;
    }

    private putAt(list: unknown[], index: number, value: unknown): unknown[] {
        if (index > largestIndex) throw new SetError(`an index is over Helm's limit of ${largestIndex}`);
        if (index < list.length) {
            list[index] = value;
            return list;
        }
        return [...list, ...new Array<null>(index - list.length).fill(null), value];
    }

    private wrongKind(at: number, value: unknown, wanted: "list" | "map"): SetError {
        return new SetError(`the values have ${kindOf(value)}, not a ${wanted}, at the name in ${this.columns(at)}`);
    }

    private columns(at: number): string {
        return shownColumns(this.assignment.columns[at] ?? { first: 1, last: 1 });
    }
}

/** Sets a key. Helm ignores a key without a name. */
function put(map: Values, key: string, value: unknown): void {
    if (key !== "") setValue(map, key, value);
}

function kindOf(value: unknown): string {
    if (value === null) return "null";
    if (isDeferred(value)) return "an Output, whose value is not known yet";
    if (Array.isArray(value)) return "a list";
    if (typeof value === "boolean") return "true or false";
    if (typeof value === "string") return "text";
    return typeof value === "number" ? "a number" : "a map";
}
