/** Keeps the last lines of a log and counts the dropped ones, so that an endless log does not fill the memory. */
export class LastLines<Line> {
    dropped = 0;
    private readonly kept: Line[] = [];

    constructor(private readonly most: number) {}

    add(line: Line): void {
        this.kept.push(line);
        // Cutting moves all lines that stay, so it is not done for each line.
        if (this.kept.length >= 2 * this.most) this.cut();
    }

    /** Returns the last lines, oldest first. */
    all(): Line[] {
        this.cut();
        return this.kept;
    }

    private cut(): void {
        this.dropped += this.kept.splice(0, Math.max(0, this.kept.length - this.most)).length;
    }
}
