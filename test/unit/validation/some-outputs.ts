import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import { isMap } from "../../../sdk/nodejs/validation";
import { type Place, placesOf } from "../inputs/walk/declared";
import { unknown } from "../support/preview";

const kinds: ((value: unknown, isPreview: boolean) => unknown)[] = [
    (value) => pulumi.output(value),
    (value) => pulumi.secret(value),
    (value) => Promise.resolve(value),
    (value, isPreview) => (isPreview ? unknown() : pulumi.output(value)),
];

/** Of how many values one becomes an Output. */
const share = 12;

/** Which values become Outputs of which kind; the same for the same run. */
export const choices = fc.infiniteStream(fc.nat({ max: share * kinds.length - 1 }));

/** Arguments in which some values are Outputs, at any depth, where the type takes them. */
export function withSomeOutputs(type: string, args: object, choose: fc.Stream<number>, isPreview: boolean): object {
    const places = new Map(placesOf(type).map((place) => [place.path, place]));
    const changed = (value: unknown, path: string): unknown => {
        const content = mapped(value, path, places, changed);
        if (value === undefined || !places.get(path)?.takesOutput) return content;
        const choice = choose.next().value as number;
        return choice % share === 0 ? kinds[choice / share]?.(content, isPreview) : content;
    };
    return changed(args, "") as object;
}

function mapped(
    value: unknown,
    path: string,
    places: Map<string, Place>,
    to: (value: unknown, path: string) => unknown,
): unknown {
    if (Array.isArray(value)) return value.map((element) => to(element, `${path}[]`));
    if (!isMap(value)) return value;
    const placeOf = (name: string) => {
        const named = path === "" ? name : `${path}.${name}`;
        return places.has(named) ? named : `${path}{}`;
    };
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, to(inner, placeOf(name))]));
}
