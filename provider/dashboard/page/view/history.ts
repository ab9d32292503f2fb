/** A value that is measured over time. */
export type Metric = "cpu" | "memory" | "traffic";

/** The last samples of each resource, oldest first. */
export class History {
    private readonly samples = new Map<string, number[]>();

    constructor(private readonly most = 60) {}

    record(id: string, metric: Metric, value: number): void {
        const key = `${metric} ${id}`;
        this.samples.set(key, [...(this.samples.get(key) ?? []), value].slice(-this.most));
    }

    of(id: string, metric: Metric): readonly number[] {
        return this.samples.get(`${metric} ${id}`) ?? none;
    }

    /** Forgets the samples of all other resources. */
    keep(ids: ReadonlySet<string>): void {
        for (const key of this.samples.keys()) if (!ids.has(key.slice(key.indexOf(" ") + 1))) this.samples.delete(key);
    }
}

const none: readonly number[] = [];

/** Returns the rate of a counter in bytes per second; 0 if the counter has started again. */
export function rateOf(before: number, now: number, seconds: number): number {
    return seconds <= 0 || now < before ? 0 : (now - before) / seconds;
}

/** Returns the line of a sparkline and the area below it, as SVG paths. The highest value is at the top. */
export function sparkline(values: readonly number[], width: number, height: number): { line: string; area: string } {
    if (values.length < 2) return { line: "", area: "" };
    const top = Math.max(...values) || 1;
    const step = width / (values.length - 1);
    const round = (value: number) => Math.round(value * 10) / 10;
    const points = values.map((value, index) => {
        const y = height - 1 - (value / top) * (height - 2);
        return `${round(index * step)} ${round(y)}`;
    });
    const line = `M${points.join(" L")}`;
    return { line, area: `${line} L${width} ${height} L0 ${height} Z` };
}
