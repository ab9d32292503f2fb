import { type RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Resource } from "../../../model/resource";
import { type Filter, noFilter } from "../view/filter";
import { graphOf, type NodeKind, waysThrough } from "../view/graph";
import { layoutOf, nodeHeight, nodeWidths } from "../view/layout";
import { Name } from "./name";
import { HealthSign, Icon } from "./signs";

interface GraphProps {
    resources: Resource[];
    filter: Filter;
    setFilter: (filter: Filter) => void;
    selected: string | undefined;
    select: (id: string) => void;
}

const columnNames: Record<NodeKind, string> = {
    endpoint: "Endpoints",
    service: "Services",
    workload: "Workloads",
    pod: "Pods",
    node: "Nodes",
    cluster: "Clusters",
    stack: "Stacks",
};

const zooms = [0.4, 0.5, 0.6, 0.75, 0.9, 1, 1.25, 1.5];
/** The smallest scale that is chosen by default. Below it, text is smaller than 10 pixels. */
const smallest = 0.75;
const margin = { side: 24, top: 44 };

export function GraphView({ resources, filter, setFilter, selected, select }: GraphProps) {
    const [all, setAll] = useState(false);
    const [zoom, setZoom] = useState<number>();
    const [current, setCurrent] = useState<string>();
    const canvas = useRef<HTMLDivElement>(null);
    const graph = useMemo(() => graphOf(resources, { filter, all }), [resources, filter, all]);
    // The layout depends on the nodes and edges, not on their state, so it is kept while only the state changes.
    const shape = JSON.stringify([graph.nodes.map(({ id, kind }) => [id, kind]), graph.edges]);
    const placed = useMemo(() => layoutOf(graph), [shape]);
    const chosen = graph.nodes.find(({ id, resource }) => id === selected || (resource === selected && id === current));
    const ways = useMemo(() => (chosen ? waysThrough(chosen.id, graph.edges) : undefined), [chosen?.id, shape]);
    const focusable = graph.nodes.some(({ id }) => id === current) ? current : (chosen?.id ?? graph.nodes[0]?.id);
    const shouldFocus = useRef(false);
    useLayoutEffect(() => {
        if (!shouldFocus.current) return;
        shouldFocus.current = false;
        canvas.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    });

    const width = placed.width + 2 * margin.side;
    const height = placed.height + margin.top + margin.side;
    const [room, whole] = useRoom(canvas, width, height);
    // Until the user zooms: show all columns, if their text is large enough to read.
    const scale = zoom ?? (room < smallest ? 1 : room);
    const step = (by: 1 | -1) => {
        const next = by > 0 ? zooms.find((each) => each > scale + 0.01) : zooms.findLast((each) => each < scale - 0.01);
        setZoom(next ?? scale);
    };

    const pressed = (event: KeyboardEvent) => {
        const node = graph.nodes.find(({ id }) => id === focusable);
        if (!node || event.ctrlKey || event.metaKey || event.altKey) return;
        const move = (id: string | undefined) => {
            event.preventDefault();
            if (id === undefined) return;
            shouldFocus.current = true;
            setCurrent(id);
        };
        const column = graph.nodes
            .filter(({ kind }) => kind === node.kind)
            .toSorted((one, other) => (placed.nodes.get(one.id)?.y ?? 0) - (placed.nodes.get(other.id)?.y ?? 0));
        const place = column.indexOf(node);
        if (event.key === "ArrowDown") move(column[place + 1]?.id);
        else if (event.key === "ArrowUp") move(column[place - 1]?.id);
        else if (event.key === "ArrowRight") move(graph.edges.find(({ from }) => from === node.id)?.to);
        else if (event.key === "ArrowLeft") move(graph.edges.find(({ to }) => to === node.id)?.from);
    };

    return (
        <section class="graph" aria-label="Graph">
            <div class="bar">
                <span class="legend" aria-hidden="true">
                    {(["reaches", "has", "runs-on"] as const).map((type) => (
                        <span key={type}>
                            <svg width="28" height="10" viewBox="0 0 28 10">
                                <path class={`edge ${type}`} d="M0 5H28" />
                            </svg>
                            {type === "reaches" ? "reaches" : type === "has" ? "consists of" : "runs on, is part of"}
                        </span>
                    ))}
                </span>
                <label>
                    <input type="checkbox" checked={all} onChange={() => setAll(!all)} />
                    K3s’s own and other objects{!all && graph.left > 0 && ` (${graph.left})`}
                </label>
                <span class="zoom" role="group" aria-label="Zoom">
                    <button type="button" aria-label="Smaller" onClick={() => step(-1)}>
                        <Icon name="minus" />
                    </button>
                    <button type="button" onClick={() => setZoom(Math.min(room, whole))}>
                        Fit
                    </button>
                    <button type="button" aria-label="Larger" onClick={() => step(1)}>
                        <Icon name="plus" />
                    </button>
                </span>
            </div>
            {graph.nodes.length === 0 ? (
                <div class="none-found" role="status">
                    <p>Nothing is like that.</p>
                    <button type="button" onClick={() => setFilter(noFilter)}>
                        Clear the filter
                    </button>
                </div>
            ) : (
                <div
                    ref={canvas}
                    class="canvas"
                    role="group"
                    aria-label="Who reaches whom, and what runs where"
                    onKeyDown={pressed}
                >
                    <div class="drawn" style={{ width: `${width * scale}px`, height: `${height * scale}px` }}>
                        <div
                            class="scaled"
                            style={{ transform: `scale(${scale})`, width: `${width}px`, height: `${height}px` }}
                        >
                            {placed.columns.map(({ kind, x }) => (
                                <span key={kind} class="column" style={{ left: `${x + margin.side}px`, top: "14px" }}>
                                    {columnNames[kind]}
                                </span>
                            ))}
                            <svg
                                class="edges"
                                width={width}
                                height={height}
                                viewBox={`${-margin.side} ${-margin.top} ${width} ${height}`}
                                aria-hidden="true"
                            >
                                {placed.edges.map(({ from, to, type, path }) => (
                                    <path
                                        key={`${from} ${to}`}
                                        d={path}
                                        class={`edge ${type.replaceAll(" ", "-")} ${
                                            ways === undefined
                                                ? ""
                                                : ways.has(from) && ways.has(to)
                                                  ? "on-way"
                                                  : "off-way"
                                        }`}
                                    />
                                ))}
                            </svg>
                            {graph.nodes.map(({ id, kind, label, name, health, state, resource, count: pods }) => {
                                const { x, y } = placed.nodes.get(id) ?? { x: 0, y: 0 };
                                return (
                                    <button
                                        key={id}
                                        type="button"
                                        class={`node ${health} kind-${kind} ${chosen?.id === id ? "chosen" : ""} ${
                                            ways === undefined || ways.has(id) ? "" : "off-way"
                                        } ${pods === undefined ? "" : "stacked"}`}
                                        style={{
                                            left: `${x + margin.side}px`,
                                            top: `${y + margin.top}px`,
                                            width: `${nodeWidths[kind]}px`,
                                            height: `${nodeHeight}px`,
                                        }}
                                        tabIndex={id === focusable ? 0 : -1}
                                        aria-current={chosen?.id === id}
                                        onClick={() => {
                                            setCurrent(id);
                                            if (resource !== undefined) select(resource);
                                        }}
                                    >
                                        <HealthSign health={health} />
                                        <Name name={name} full={`${label} ${name}`} />
                                        <span class="label">
                                            {health === "healthy" ? label : <b>{health}</b>}
                                            <span class="unseen">
                                                {" "}
                                                {health === "healthy" ? state : `${label} ${state}`}
                                            </span>
                                        </span>
                                    </button>
                                );
                            })}
                        </div>
                    </div>
                </div>
            )}
        </section>
    );
}

/** Returns the scales, at most 1, at which a drawing fits into the width and into the height of its canvas. */
function useRoom(canvas: RefObject<HTMLElement>, width: number, height: number): [wide: number, high: number] {
    const [size, setSize] = useState({ width: 0, height: 0 });
    useLayoutEffect(() => {
        const { current } = canvas;
        if (!current) return;
        const measure = () => setSize({ width: current.clientWidth, height: current.clientHeight });
        measure();
        const observer = new ResizeObserver(measure);
        observer.observe(current);
        return () => observer.disconnect();
    }, [canvas.current]);
    return [Math.min(1, size.width / width || 1), Math.min(1, size.height / height || 1)];
}
