import { memo } from "preact/compat";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { ageOf } from "../../../cli/resources/age";
import { type Resource } from "../../../model/resource";
import { type Board } from "../state/board";
import { type Filter, isEmpty, matcher, noFilter } from "../view/filter";
import { bytes, cores, count, rate } from "../view/format";
import { linkOf } from "../view/address";
import { type Branch, type Row, rowsOf } from "../view/tree";
import { type Load } from "../view/usage";
import { Name } from "./name";
import { HealthSign, Icon, Sparkline } from "./signs";

interface TreeProps {
    board: Board;
    tree: Branch[];
    filter: Filter;
    setFilter: (filter: Filter) => void;
    now: Date;
    selected: string | undefined;
    select: (id: string, tab?: string) => void;
}

export function TreeView({ board, tree, filter, setFilter, now, selected, select }: TreeProps) {
    const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
    const [current, setCurrent] = useState<string | undefined>(selected);
    const list = useRef<HTMLDivElement>(null);
    const rows = useMemo(
        () => rowsOf(tree, { chosen, ...(!isEmpty(filter) && { isWanted: matcher(filter) }) }),
        [tree, chosen, filter],
    );
    const place = Math.max(
        0,
        rows.findIndex(({ branch }) => branch.id === current),
    );
    const open = useCallback(
        (id: string, isOpen: boolean) => setChosen((before) => new Map(before).set(id, isOpen)),
        [],
    );
    const shouldFocus = useRef(false);
    useLayoutEffect(() => {
        if (!shouldFocus.current) return;
        shouldFocus.current = false;
        list.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
    });

    const pressed = (event: KeyboardEvent) => {
        const row = rows[place];
        if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
        const { branch, isOpen } = row;
        const move = (to: number) => {
            const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
            shouldFocus.current = true;
            setCurrent(next?.branch.id);
        };
        const keys: Record<string, () => void> = {
            ArrowDown: () => move(place + 1),
            ArrowUp: () => move(place - 1),
            Home: () => move(0),
            End: () => move(rows.length - 1),
            ArrowRight: () => (isOpen === false ? open(branch.id, true) : isOpen && move(place + 1)),
            ArrowLeft: () =>
                isOpen
                    ? open(branch.id, false)
                    : row.parent !== undefined && move(rows.findIndex((each) => each.branch.id === row.parent)),
            Enter: () => pick(branch),
            " ": () => pick(branch),
            o: () => {
                const url = linkOf(branch.resource);
                if (url !== undefined) window.open(url, "_blank", "noopener,noreferrer");
            },
        };
        const act = keys[event.key];
        if (!act || (event.target as HTMLElement).closest("a")) return;
        event.preventDefault();
        act();
    };
    const pick = useCallback(
        (branch: Branch) => {
            setCurrent(branch.id);
            if (branch.resource) select(branch.id);
            else setChosen((before) => new Map(before).set(branch.id, !(before.get(branch.id) ?? true)));
        },
        [select],
    );

    return (
        <section class="tree" aria-label="Tree">
            <p class="unseen" role="status">
                {isEmpty(filter) ? "" : `${count(rows.length, "line")} shown`}
            </p>
            <div class="heads" aria-hidden="true">
                <span>Name</span>
                <span>Kind</span>
                <span>State</span>
                <span>Address</span>
                <span>CPU and memory</span>
                <span>Age</span>
            </div>
            {rows.length === 0 ? (
                <div class="none-found" role="status">
                    <p>Nothing is like that.</p>
                    <button type="button" onClick={() => setFilter(noFilter)}>
                        Clear the filter
                    </button>
                </div>
            ) : (
                <div role="tree" aria-label="What runs" ref={list} onKeyDown={pressed}>
                    {rows.map((row, index) => (
                        <Line
                            key={row.branch.id}
                            {...{ open, pick }}
                            branch={row.branch}
                            level={row.level}
                            position={row.position}
                            siblings={row.siblings}
                            isOpen={row.isOpen}
                            isCurrent={index === place}
                            isSelected={row.branch.id === selected}
                            age={ageOf(row.branch.resource?.since, now)}
                            load={board.loads.get(row.branch.id)}
                            history={historyOf(board, row.branch)}
                        />
                    ))}
                </div>
            )}
        </section>
    );
}

/** The samples for a line's sparkline: the traffic of an endpoint, or the processor time of any other resource. */
function historyOf({ history }: Board, { id, kind }: Branch): readonly number[] {
    return history.of(id, kind === "endpoint" ? "traffic" : "cpu");
}

interface LineProps extends Omit<Row, "parent"> {
    isOpen: boolean | undefined;
    isCurrent: boolean;
    isSelected: boolean;
    age: string;
    load: Load | undefined;
    history: readonly number[];
    open: (id: string, isOpen: boolean) => void;
    pick: (branch: Branch) => void;
}

const Line = memo(function Line(props: LineProps) {
    const { branch, level, position, siblings, isOpen, isCurrent, isSelected, age, load, history, open, pick } = props;
    const { id, kind, name, namespace, state, health, why, resource, unhealthy } = branch;
    const called = resource?.objectKind ?? kind;
    const url = linkOf(resource);
    const address = resource?.addresses[0];
    return (
        <div
            role="treeitem"
            class={`line level-${Math.min(level, 9)} kind-${kind}`}
            aria-level={level}
            aria-posinset={position}
            aria-setsize={siblings}
            aria-expanded={isOpen}
            aria-selected={isSelected}
            tabIndex={isCurrent ? 0 : -1}
            onClick={() => pick(branch)}
        >
            <span class="name">
                <span
                    class={isOpen === undefined ? "twist" : isOpen ? "twist open" : "twist closed"}
                    onClick={(event) => {
                        if (isOpen === undefined) return;
                        event.stopPropagation();
                        open(id, !isOpen);
                    }}
                >
                    {isOpen !== undefined && <Icon name="twist" />}
                </span>
                <HealthSign health={health} />
                <Name name={name} full={namespace === undefined ? name : `${namespace}/${name}`} />
                <span class="sort">{called}</span>
                {unhealthy > 0 && health !== "unhealthy" && (
                    <span class="inside" title={`${count(unhealthy, "resource")} in it not healthy`}>
                        <HealthSign health="unhealthy" /> {unhealthy} <span class="unseen">unhealthy in it</span>
                    </span>
                )}
                {namespace !== undefined && kind === "release" && <span class="space">in {namespace}</span>}
            </span>
            <span class="kind">{called}</span>
            <span class={`state ${health}`} title={state}>
                {health === "healthy" || state === health ? (
                    <>
                        {state} <span class="unseen">{health}</span>
                    </>
                ) : (
                    <>
                        <b>{health}</b> <span class="more">{state}</span>
                    </>
                )}
            </span>
            <span class="address">
                {url !== undefined ? (
                    <a
                        href={url}
                        title={url}
                        target="_blank"
                        rel="noopener noreferrer"
                        tabIndex={isCurrent ? 0 : -1}
                        onClick={(event) => event.stopPropagation()}
                    >
                        <span class="cut">{url.replace(/^https?:\/\//, "")}</span>
                        <Icon name="open" />
                    </a>
                ) : (
                    <span title={resource?.addresses.join("\n")}>{address}</span>
                )}
            </span>
            <span class="load" aria-hidden="true">
                <LoadOf {...{ kind, history, load, resource }} />
            </span>
            <span class="age" title={resource?.since && new Date(resource.since).toLocaleString()}>
                {age}
            </span>
            {why !== undefined && (
                <span class="why" title={why}>
                    {why}
                </span>
            )}
        </div>
    );
});

interface LoadProps {
    kind: Branch["kind"];
    history: readonly number[];
    load: Load | undefined;
    resource: Resource | undefined;
}

function LoadOf({ kind, history, load, resource }: LoadProps) {
    const traffic = resource?.traffic;
    if (kind === "endpoint" && traffic) {
        const now = history.at(-1);
        const open = traffic.connections === undefined ? "" : `, ${count(traffic.connections, "connection")} open`;
        return (
            <>
                <Sparkline values={history} label={`Traffic, now ${rate(now ?? 0)}${open}`} />
                <span>{now === undefined ? bytes(traffic.bytes ?? 0) : rate(now)}</span>
            </>
        );
    }
    if (load?.cpuMillicores === undefined) return null;
    return (
        <>
            <Sparkline values={history} label={`CPU, now ${cores(load.cpuMillicores)}`} />
            <span>{(load.cpuMillicores / 1000).toFixed(2)}</span>
            {load.memoryBytes !== undefined && <span class="memory">{bytes(load.memoryBytes)}</span>}
        </>
    );
}
