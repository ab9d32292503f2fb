import { mergeLogs } from "../logs/log-line";
import { type LogReader } from "../logs/follow-logs";
import { type EventStream } from "./event-stream";
import { type DashboardLine, type DroppedEvent, type LinesEvent, type Problem } from "./protocol";

/** How long lines are gathered before they are sent together. */
const gatherMs = 100;
/** How many lines that makes on and on: more nobody reads, and no page shows. */
const steadily = 200;
/** How many more there may be once in a while. */
const burst = 500;
/** Of a line: the rest is cut. */
const longestLine = 8_000;

/** Keeps the newest lines of a log, and counts those that there is no room for. */
export class NewestLines {
    private lines: DashboardLine[] = [];
    private dropped = 0;

    constructor(private readonly most: number) {}

    add({ label, time, text }: DashboardLine): void {
        this.lines.push({ label, time, text: text.length > longestLine ? `${text.slice(0, longestLine)}…` : text });
        // Not for each line: to move all others costs more than to keep a few too many.
        if (this.lines.length >= 2 * this.most) this.cut(this.most);
    }

    /** What has come since the last time, and of that no more than so many lines, the newest. */
    take(atMost: number): { lines: DashboardLine[]; dropped: number } {
        this.cut(Math.min(atMost, this.most));
        const { lines, dropped } = this;
        this.lines = [];
        this.dropped = 0;
        return { lines: mergeLogs([lines]), dropped };
    }

    private cut(most: number): void {
        const over = this.lines.length - most;
        if (over <= 0) return;
        this.lines = this.lines.slice(over);
        this.dropped += over;
    }
}

/** Sends the lines of logs to a page: a few times a second, and told how many were left out. */
export class LineSender implements LogReader {
    private readonly waiting: NewestLines;
    private readonly most: number;
    private budget: number;

    /** @param tail how many lines there may be at first, all at once. */
    constructor(
        private readonly stream: EventStream,
        tail: number,
    ) {
        this.most = tail + burst;
        this.budget = this.most;
        this.waiting = new NewestLines(this.most);
        const timer = setInterval(() => this.flush(), gatherMs);
        stream.signal.addEventListener("abort", () => clearInterval(timer), { once: true });
    }

    /** Who writes is never held up: what is left out is what is old. */
    write(label: string, text: string, time: string): Promise<void> {
        this.waiting.add({ label, time, text });
        return Promise.resolve();
    }

    tell(problem: string): void {
        this.stream.send("told", { problem } satisfies Problem);
    }

    private flush(): void {
        this.budget = Math.min(this.budget + steadily, this.most);
        if (this.stream.isBehind) return;
        const { lines, dropped } = this.waiting.take(this.budget);
        this.budget -= lines.length;
        if (dropped > 0) this.stream.send("dropped", { count: dropped } satisfies DroppedEvent);
        if (lines.length > 0) this.stream.send("lines", { lines } satisfies LinesEvent);
    }
}
