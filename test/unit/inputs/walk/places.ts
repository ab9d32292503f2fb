import type { Place } from "./declared";

const token = /\.?([A-Za-z_$][\w$]*)|\[(\d+)\]|\["([^"]*)"\]/y;

/** The place that a path such as `volumes[0].source` or `labels.disk` leads to; a named one before any of a map. */
export function placeOf(places: Place[], path: string): Place | undefined {
    return places.find((place) => patternOf(place).test(path));
}

/** The arguments with a value in a place, and what it takes to get there; without it where that is undefined. */
export function withValue(args: object, path: string, value: unknown): object {
    return placed(args, tokensOf(path), value) as object;
}

function patternOf({ path }: Place): RegExp {
    const pattern = path
        .replaceAll(".", "\\.")
        .replaceAll("[]", "\\[\\d+\\]")
        .replaceAll("{}", '(?:\\.[A-Za-z_$][\\w$]*|\\["[^"]*"\\])');
    return new RegExp(`^${pattern}$`);
}

function tokensOf(path: string): (string | number)[] {
    const found: (string | number)[] = [];
    for (token.lastIndex = 0; token.lastIndex < path.length;) {
        const [, name, index, key] = token.exec(path) ?? [];
        if (name === undefined && index === undefined && key === undefined) throw new Error(`${path} is no path`);
        found.push(index === undefined ? (name ?? key ?? "") : Number(index));
    }
    return found;
}

function placed(within: unknown, [first, ...rest]: (string | number)[], value: unknown): unknown {
    if (first === undefined) return value;
    if (typeof first === "number") {
        const list = [...((within ?? []) as unknown[])];
        list[first] = placed(list[first], rest, value);
        return list;
    }
    const map = (within ?? {}) as Record<string, unknown>;
    return { ...map, [first]: placed(map[first], rest, value) };
}
