/** Cleanups, which run in reverse order. */
export class TidyUp {
    private readonly actions: (() => Promise<unknown>)[] = [];

    readonly defer = (action: () => Promise<unknown>): void => {
        this.actions.push(action);
    };

    /** Runs all cleanups, even if some fail, and then throws their errors. */
    async run(): Promise<void> {
        const errors: unknown[] = [];
        for (let action = this.actions.pop(); action; action = this.actions.pop()) {
            await action().catch((error: unknown) => errors.push(error));
        }
        if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join("\n"));
    }
}
