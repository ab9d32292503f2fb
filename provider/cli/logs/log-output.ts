import { once } from "node:events";
import { styleText } from "node:util";
import { type LogReader } from "../../logs/follow-logs";
import { printError } from "../command";
import { printable } from "../terminal/printable";

const palette = ["cyan", "yellow", "green", "magenta", "blue", "cyanBright", "yellowBright", "greenBright"] as const;

/** Prints lines of logs. If there are several logs, each line begins with the label of its log. */
export class LogOutput implements LogReader {
    private readonly colours = new Map<string, (typeof palette)[number]>();
    private width = 0;

    /** @param isPrefixed whether there may be several logs. */
    constructor(
        private readonly isPrefixed: boolean,
        private readonly pattern: RegExp | undefined,
        private readonly signal: AbortSignal,
    ) {}

    /** Prints a line. Resolves when there is room for more, so that a slow reader slows the log and fills no memory. */
    async write(label: string, text: string): Promise<void> {
        if (this.pattern?.test(text) === false || this.signal.aborted) return;
        if (process.stdout.write(`${this.prefix(label)}${printable(text.replace(/\r$/, ""))}\n`)) return;
        await once(process.stdout, "drain", { signal: this.signal }).catch(() => undefined);
    }

    tell(problem: string): void {
        printError(problem);
    }

    private prefix(label: string): string {
        if (!this.isPrefixed) return "";
        this.width = Math.max(this.width, label.length);
        const colour = this.colours.get(label) ?? palette[this.colours.size % palette.length] ?? "cyan";
        this.colours.set(label, colour);
        return `${styleText(colour, `${printable(label).padEnd(this.width)} |`, { stream: process.stdout })} `;
    }
}
