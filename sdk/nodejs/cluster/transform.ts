import { either, func, isMap, plain, type Rule, rule } from "../validation";
import { type NeededArguments, withNeeded } from "./needed-arguments";

/**
 * Adjusts the arguments of a child resource where no argument of the component does. An object is merged over the
 * arguments, field by field. A function receives the arguments and returns them, or changes them in place and returns
 * nothing.
 *
 * @example { destroyGraceSeconds: 60 }
 * @example (args) => ({ ...args, shmSize: 256 })
 */
export type Transform<Args> = Partial<Args> | TransformFunction<Args>;

/** A {@link Transform} that is a function of the arguments. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- a function that changes them returns nothing
export type TransformFunction<Args> = (args: Args) => Args | undefined | void;

const part = rule("an object", (value) => typeof value === "object" && value !== null && !Array.isArray(value));

/** The rule of arguments that are a {@link Transform}. */
export const transformRule: Rule = plain(either(func, part));

/**
 * Returns the arguments of a child resource after a transform.
 *
 * @param owner the component or resource with the argument `transform`, such as `Cluster "dev"`.
 * @param needed the arguments that stay, whatever the transform returns.
 */
export function transformed<Args extends object>(
    owner: string,
    args: Args,
    transform?: Transform<Args>,
    needed: NeededArguments<Args> = {},
): Args {
    if (transform === undefined) return args;
    return withNeeded(args, adjusted(owner, args, transform), needed);
}

function adjusted<Args extends object>(owner: string, args: Args, transform: Transform<Args>): Args {
    if (typeof transform !== "function") return { ...args, ...transform };
    // The function gets a copy, because the package's own arguments are compared with the result.
    const own = copied(args);
    // A JavaScript program, or one with a cast, can return anything.
    const result: unknown = transform(own) ?? own;
    if (typeof result === "object" && !Array.isArray(result)) return result as Args;
    const returned = Array.isArray(result) ? "a list" : JSON.stringify(result);
    throw new Error(
        `transform of ${owner} returned ${returned}: it must return the arguments, or change them and return nothing.`,
    );
}

/** Copies lists and mappings. Outputs are shared. */
function copied<Value>(value: Value): Value {
    if (Array.isArray(value)) return value.map(copied) as Value;
    if (!isMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, its]) => [key, copied(its)])) as Value;
}
