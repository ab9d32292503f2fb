/** What is to be tidied up, last things first. */
export class TidyUp {
    private readonly actions: (() => Promise<unknown>)[] = [];

    readonly defer = (action: () => Promise<unknown>): void => {
        this.actions.push(action);
    };

    /** Does it all, also when some of it fails, and then fails with what failed. */
    async run(): Promise<void> {
        const errors: unknown[] = [];
        for (let action = this.actions.pop(); action; action = this.actions.pop()) {
            await action().catch((error: unknown) => errors.push(error));
        }
        if (errors.length > 0) throw new AggregateError(errors, errors.map(String).join("\n"));
    }
}
