import { type Health, type Resource, type ResourceKind } from "../../model/resource";
import { kindOf, nameOf } from "../../model/naming";
import { printable } from "../terminal/printable";
import { ageOf } from "./age";

/** Colours the word for a health, or leaves it as it is. */
export type Paint = (health: Health, text: string) => string;

export interface TableOptions {
    now: Date;
    paint: Paint;
    /** Whether to show all resources, including healthy workloads, pods and objects. */
    all: boolean;
    /** The most columns of the table. Default: no limit. */
    width?: number;
}

/** A line of the table. */
export interface Row {
    resource: Resource;
    depth: number;
}

const headings = ["NAME", "KIND", "STATE", "HEALTH", "AGE", "ADDRESS", "VERSION"];
/** The kinds that are always shown, since programs name them. Others are shown only if they are not healthy. */
const named = new Set<ResourceKind>([
    "cluster",
    "pool",
    "node",
    "registry",
    "cache",
    "release",
    "manifest",
    "endpoint",
]);

/** Returns the resources to show, each with its depth below its nearest ancestor that is shown. */
export function rowsOf(resources: Resource[], all: boolean): Row[] {
    const shown = new Map<string, Row>();
    for (const resource of resources) {
        if (!all && !named.has(resource.kind) && resource.health === "healthy") continue;
        const above = visibleParent(resource, resources, shown);
        shown.set(resource.id, { resource, depth: above === undefined ? 0 : above.depth + 1 });
    }
    return [...shown.values()];
}

function visibleParent({ parent }: Resource, resources: Resource[], shown: Map<string, Row>): Row | undefined {
    if (parent === undefined) return undefined;
    const above = resources.find(({ id }) => id === parent);
    return shown.get(parent) ?? (above && visibleParent(above, resources, shown));
}

/** Formats resources as a table, with the reason of each that is not healthy on a line below. */
export function tableOf(resources: Resource[], { now, paint, all, width = Infinity }: TableOptions): string[] {
    const rows = rowsOf(resources, all);
    const cells = rows.map((row) => cellsOf(row, now));
    const widths = headings.map((heading, column) =>
        Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
    );
    const padded = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0));
    const lines = rows.flatMap((row, index) => {
        const [name = "", kind = "", state = "", health = "", ...rest] = padded(cells[index] ?? []);
        // Cut the text before it is coloured, since escape codes take no room on the screen.
        const after = `  ${rest.join("  ")}`.trimEnd();
        const room = width - [name, kind, state, health].join("  ").length;
        const painted = [name, kind, paint(row.resource.health, state), paint(row.resource.health, health)].join("  ");
        return [
            room < 0 ? cut([name, kind, state, health].join("  "), width) : (painted + cut(after, room)).trimEnd(),
            ...whyOf(row, width),
        ];
    });
    return [cut(padded(headings).join("  ").trimEnd(), width), ...lines];
}

function cellsOf({ resource, depth }: Row, now: Date): string[] {
    const { state, health, since, addresses, version = "" } = resource;
    return [
        `${"  ".repeat(depth)}${nameOf(resource)}`,
        kindOf(resource),
        state,
        health,
        ageOf(since, now),
        addresses[0] ?? "",
        version,
    ].map(printable);
}

function whyOf({ resource: { why, health }, depth }: Row, width: number): string[] {
    if (!why || health === "healthy") return [];
    return [cut(`${"  ".repeat(depth + 1)}${printable(why.replaceAll(/\s*\n\s*/g, " "))}`, width)];
}

function cut(text: string, width: number): string {
    if (text.length <= width) return text;
    return width < 1 ? "" : `${text.slice(0, width - 1)}…`;
}

/** Formats a resource as a line of its own, for a log of changes. */
export function lineOf(resource: Resource, isGone = false): string {
    const { health, state, why } = resource;
    const about = `${kindOf(resource)} ${nameOf(resource)}`;
    const where = resource.kind === "cluster" ? "" : ` in ${resource.cluster}`;
    const told = isGone ? "is gone" : `${state} (${health})${why && health !== "healthy" ? `: ${why}` : ""}`;
    return printable(`${about}${where}: ${told}`.replaceAll(/\s*\n\s*/g, " "));
}
