import { type EndpointRow } from "../../endpoints/endpoint-row";

const headings = ["NAME", "CLUSTER", "VIA", "STATE", "ADDRESS", "TARGET", "CONNECTIONS", "BYTES"];

/** Formats endpoints as a table, with the problem of each on a line below. */
export function asColumns(rows: EndpointRow[]): string {
    const cells = [headings, ...rows.map(cellsOf)];
    const widths = headings.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
    const line = (row: string[]) =>
        row
            .map((cell, column) => cell.padEnd(widths[column] ?? 0))
            .join("  ")
            .trimEnd();
    return cells
        .flatMap((row, index) => {
            const problem = rows[index - 1]?.problem;
            return [line(row), ...(problem === undefined ? [] : [`  ${problem.split("\n")[0] ?? ""}`])];
        })
        .join("\n");
}

function cellsOf(row: EndpointRow): string[] {
    const { connections, accepted = 0, bytes } = row;
    const open = connections === undefined ? `${accepted} made` : `${connections} open, ${accepted} made`;
    return [row.name, row.cluster, row.via, row.state, row.addresses.join(","), row.target, open, inUnits(bytes ?? 0)];
}

/** Formats bytes in powers of 1024, as `docker stats` and `kubectl top` do. */
export function inUnits(bytes: number): string {
    const units = ["B", "KiB", "MiB", "GiB", "TiB"];
    const power = Math.min(bytes === 0 ? 0 : Math.floor(Math.log2(bytes) / 10), units.length - 1);
    const value = bytes / 1024 ** power;
    return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? ""}`;
}
