/** Orders, one after the other, whether or not the one before succeeds. */
export class Turns {
    private last: Promise<unknown> = Promise.resolve();

    take<Result>(order: () => Promise<Result>): Promise<Result> {
        const done = this.last.then(order);
        this.last = done.catch(() => undefined);
        return done;
    }
}
