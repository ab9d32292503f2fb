import { type BenchContext } from "./bench";
import { TidyUp } from "./tidy-up";

/**
 * Resources that several benches use. Each is created for the first bench that needs it, and cleaned up after the last
 * bench.
 */
export class Shared {
    private readonly made = new Map<string, Promise<unknown>>();
    private readonly tidying = new TidyUp();

    constructor(private readonly signal: AbortSignal) {}

    readonly get = <Value>(name: string, make: (context: BenchContext) => Promise<Value>): Promise<Value> => {
        const context: BenchContext = { signal: this.signal, defer: this.tidying.defer, shared: this.get };
        const value = this.made.get(name) ?? make(context);
        this.made.set(name, value);
        return value as Promise<Value>;
    };

    tidyUp(): Promise<void> {
        return this.tidying.run();
    }
}
