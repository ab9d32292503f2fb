import { styleOf } from "./style";

const refreshMs = 1_000;

/**
 * Reports progress on stderr: one line that is updated on a terminal, otherwise one line for each finished activity.
 */
export class Progress {
    private readonly style = styleOf(process.stderr);
    private readonly isTerminal = process.stderr.isTTY;

    say(text: string): void {
        this.erase();
        process.stderr.write(`${this.style.dim(text)}\n`);
    }

    /** Shows how long an activity takes while it runs. */
    async during<Value>(what: string, activity: () => Promise<Value>): Promise<Value> {
        const since = performance.now();
        const seconds = () => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
        const show = () => process.stderr.write(`\r\u001b[K${this.style.dim(`… ${what}, ${seconds()}`)}`);
        if (this.isTerminal) show();
        const timer = this.isTerminal ? setInterval(show, refreshMs) : undefined;
        try {
            const value = await activity();
            if (!this.isTerminal) this.say(`${what}: ${seconds()}`);
            return value;
        } finally {
            clearInterval(timer);
            this.erase();
        }
    }

    private erase(): void {
        if (this.isTerminal) process.stderr.write("\r\u001b[K");
    }
}
