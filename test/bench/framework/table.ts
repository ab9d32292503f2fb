import { type Style } from "./style";
import { type Result } from "./result";

const headings = ["", "ours", "peer", "", "ratio", "goal", ""];

/** Formats the results as a table. */
export function table(results: Result[], style: Style): string {
    const rows = results.map(cells);
    const widths = headings.map((heading, column) =>
        Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
    );
    const line = (row: string[]) =>
        row.map((cell, column) => align(cell, widths[column] ?? 0, isNumeric(column))).join("  ");
    return [
        style.bold(line(headings).trimEnd()),
        ...rows.map((row, index) => paint(line(row), results[index], style)),
    ].join("\n");
}

export function verdict({ ok, ratio }: Result): "ok" | "missed" | "failed" {
    if (ratio === null) return "failed";
    return ok ? "ok" : "missed";
}

function cells(result: Result): string[] {
    const { name, unit, ours, peer, peerName, ratio, goal } = result;
    const figure = (value: number | null) => (value === null ? "-" : `${inUnit(value, unit)} ${unit}`);
    return [
        name,
        figure(ours),
        figure(peer),
        peerName,
        ratio === null ? "-" : ratio.toFixed(2),
        `<= ${goal.toFixed(2)}`,
        verdict(result),
    ];
}

function inUnit(value: number, unit: string): string {
    return value.toFixed(unit === "s" || value < 10 ? 2 : 0);
}

function isNumeric(column: number): boolean {
    return [1, 2, 4, 5].includes(column);
}

function align(cell: string, width: number, right: boolean): string {
    return right ? cell.padStart(width) : cell.padEnd(width);
}

function paint(line: string, result: Result | undefined, style: Style): string {
    return result?.ok ? line.trimEnd() : style.red(line.trimEnd());
}
