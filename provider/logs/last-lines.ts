/** The last of many lines, and how many were before them: a log has no end, and memory has. */
export class LastLines<Line> {
    dropped = 0;
    private readonly kept: Line[] = [];

    constructor(private readonly most: number) {}

    add(line: Line): void {
        this.kept.push(line);
        // Not one by one: each time moves all that stay.
        if (this.kept.length >= 2 * this.most) this.cut();
    }

    /** The last ones, oldest first. */
    all(): Line[] {
        this.cut();
        return this.kept;
    }

    private cut(): void {
        this.dropped += this.kept.splice(0, Math.max(0, this.kept.length - this.most)).length;
    }
}
