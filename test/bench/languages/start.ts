import { type BenchContext, type Side } from "../framework/bench";
import { type Language, stackIn } from "./programs";

/** What the engine and a language take to start: an `up` of a program that has nothing. */
export async function startOf(language: Language, name: string, context: BenchContext): Promise<Side> {
    const stack = await stackIn(language, "nothing", `${name}-nothing`, context);
    await stack.up();
    return { run: () => stack.up() };
}
