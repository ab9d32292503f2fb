import { setTimeout as delay } from "node:timers/promises";
import { type Address, ask, Connection } from "./connection";

/** Opens connections with one question each, as fast as they are answered, until it is stopped. */
export class Load {
    readonly failures: string[] = [];
    readonly answeredBy = new Map<string, number>();
    private isOver = false;
    private tell: (pod: string) => void = () => undefined;
    private readonly workers: Promise<void>[];

    constructor(address: () => Address, workers = 4) {
        this.workers = Array.from({ length: workers }, () => this.work(address));
    }

    /** Returns the pod that gives the next answer. */
    answered(): Promise<string> {
        return new Promise((resolve) => (this.tell = resolve));
    }

    async stop(): Promise<this> {
        this.isOver = true;
        await Promise.all(this.workers);
        return this;
    }

    private async work(address: () => Address): Promise<void> {
        while (!this.isOver) {
            try {
                const pod = await ask(address(), "tick\n");
                this.answeredBy.set(pod, (this.answeredBy.get(pod) ?? 0) + 1);
                this.tell(pod);
            } catch (error) {
                this.failures.push((error as Error).message);
            }
            await delay(10);
        }
    }
}

/** Opens a connection that stays open: its pod sends its name every 100 ms. */
export async function hold(address: Address): Promise<{ pod: string; isAlive(): Promise<boolean>; close(): void }> {
    const connection = new Connection(address).send("tick\n");
    const pod = await connection.line();
    return {
        pod,
        isAlive: () =>
            connection.line().then(
                (line) => line === pod,
                () => false,
            ),
        close: () => connection.close(),
    };
}
