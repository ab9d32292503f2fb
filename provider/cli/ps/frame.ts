import { type Resource } from "../../model/resource";
import { type Paint, tableOf } from "../resources/table";
import { printable } from "../terminal/printable";

/** The content of a live view, and the size of the terminal. */
export interface View {
    resources: Resource[];
    /** The latest changes, oldest first, each a line. */
    changes: string[];
    /** The problem of the Docker daemon, such as that it does not answer. */
    problem?: string;
    all: boolean;
    /** The number of the table's lines above the screen. */
    scroll: number;
    columns: number;
    rows: number;
    now: Date;
    paint: Paint;
}

/** The lines of a screen, and the scroll position, limited to the table. */
export interface Frame {
    lines: string[];
    scroll: number;
}

const mostChanges = 5;

/** Formats a screen: a summary, as much of the table as fits, the latest changes, and the keys. */
export function frameOf(view: View): Frame {
    const { resources, changes, problem, all, columns, rows, now, paint } = view;
    const [heading = "", ...table] = tableOf(resources, { now, paint, all, width: columns });
    const told = changes.slice(-Math.min(mostChanges, Math.max(0, rows - 10)));
    const head = [
        summaryOf(resources, now),
        ...(problem === undefined ? [] : [`Docker: ${printable(problem.split("\n")[0] ?? "")}`]),
        "",
    ];
    const foot = [...(told.length > 0 ? ["", ...told] : []), "", "q quit   a all or less   ↑ ↓ PgUp PgDn scroll"];
    const room = Math.max(1, rows - head.length - foot.length - 1);
    const scroll = Math.max(0, Math.min(view.scroll, table.length - room));
    const body = table.slice(scroll, scroll + room);
    const nothing =
        resources.length === 0 ? ["There are no clusters: pulumi up in the folder of a program makes one."] : [];
    const short = (line: string) => (line.length > columns ? `${line.slice(0, Math.max(0, columns - 1))}…` : line);
    const filled = [...body, ...nothing];
    return {
        lines: [
            ...head.map(short),
            heading,
            ...filled,
            ...Array.from({ length: Math.max(0, room - filled.length) }, () => ""),
            ...foot.map(short),
        ].slice(0, rows),
        scroll,
    };
}

function summaryOf(resources: Resource[], now: Date): string {
    const clusters = resources.filter(({ kind }) => kind === "cluster").length;
    const counts = (["unhealthy", "unknown", "progressing"] as const).flatMap((health) => {
        const { length } = resources.filter((resource) => resource.health === health);
        return length === 0 ? [] : [`${length} ${health}`];
    });
    const time = now.toTimeString().slice(0, 8);
    const how = counts.length > 0 ? counts.join(", ") : "all healthy";
    return `${time}   ${clusters} cluster${clusters === 1 ? "" : "s"}, ${resources.length} resources: ${how}`;
}
