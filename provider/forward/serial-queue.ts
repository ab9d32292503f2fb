/** Runs operations one after the other, whether or not the previous one succeeds. */
export class SerialQueue {
    private last: Promise<unknown> = Promise.resolve();

    run<Result>(operation: () => Promise<Result>): Promise<Result> {
        const done = this.last.then(operation);
        this.last = done.catch(() => undefined);
        return done;
    }
}
