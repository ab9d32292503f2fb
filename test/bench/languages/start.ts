import { type BenchContext, type Side } from "../framework/bench";
import { type Language, stackIn } from "./programs";

/** Measures the start of the engine and of a language: an `up` of an empty program. */
export async function startOf(language: Language, name: string, context: BenchContext): Promise<Side> {
    const stack = await stackIn(language, "nothing", `${name}-nothing`, context);
    await stack.up();
    return { run: () => stack.up() };
}
