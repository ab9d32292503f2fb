/** Adjusts what a child resource is made with, where no argument does. */
export type Transform<Args> = (args: Args) => Args;

/**
 * What a child resource is made with.
 *
 * @param owner whose argument `transform` is, such as `Cluster "dev"`.
 */
export function transformed<Args extends object>(owner: string, args: Args, transform?: Transform<Args>): Args {
    if (!transform) return args;
    // A program in JavaScript, or one with a cast, can leave out the return.
    const adjusted: unknown = transform(args);
    if (typeof adjusted === "object" && adjusted !== null) return adjusted as Args;
    throw new Error(`transform of ${owner} returned ${String(adjusted)}: it has to return the arguments.`);
}
