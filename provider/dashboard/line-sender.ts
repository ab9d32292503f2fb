import { mergeLogs } from "../logs/log-line";
import { type LogReader } from "../logs/follow-logs";
import { type EventStream } from "./event-stream";
import { type DashboardLine, type DroppedEvent, type LinesEvent, type Problem } from "./protocol";

/** How long lines are gathered before they are sent together. */
const gatherMs = 100;
/** The most lines in each such interval over a longer time: nobody can read more. */
const steadily = 200;
/** How many lines more may be sent at once after a quiet time. */
const burst = 500;
/** The most characters of a line. The rest is cut. */
const longestLine = 8_000;

/** Keeps the newest lines of a log, and counts the dropped ones. */
export class NewestLines {
    private lines: DashboardLine[] = [];
    private dropped = 0;

    constructor(private readonly most: number) {}

    add({ label, time, text }: DashboardLine): void {
        this.lines.push({ label, time, text: text.length > longestLine ? `${text.slice(0, longestLine)}…` : text });
        // Cutting moves all lines that stay, so it is not done for each line.
        if (this.lines.length >= 2 * this.most) this.cut(this.most);
    }

    /** Returns the newest lines since the last call, at most so many, and forgets them. */
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

/** Sends the lines of logs to a page a few times a second, and how many lines were left out. */
export class LineSender implements LogReader {
    private readonly waiting: NewestLines;
    private readonly most: number;
    private budget: number;

    /** @param tail how many lines may be sent at once at first. */
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

    /** Takes a line. Never makes the writer wait: the oldest lines are left out instead. */
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
