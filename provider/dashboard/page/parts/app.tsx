import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type Action } from "../../protocol";
import { act } from "../state/requests";
import { useBoard, useNow, usePlace, useTheme } from "../state/hooks";
import { doneNames } from "../view/actions";
import { type Filter, noFilter } from "../view/filter";
import { hasLogs } from "../view/logs";
import { treeOf } from "../view/tree";
import { Banners } from "./banners";
import { Confirm, type Question } from "./confirm";
import { Details } from "./details";
import { Empty } from "./empty";
import { GraphView } from "./graph";
import { Header } from "./header";
import { Help } from "./help";
import { Told, type Telling } from "./told";
import { TreeView } from "./tree";

const ageMs = 5_000;
const tellingMs = 8_000;

export function App() {
    const board = useBoard();
    const now = useNow(ageMs);
    const [place, go] = usePlace();
    const [theme, toggleTheme] = useTheme();
    const [filter, setFilter] = useState<Filter>(noFilter);
    const [question, setQuestion] = useState<Question>();
    const [isHelping, setHelping] = useState(false);
    const [telling, setTelling] = useState<Telling>();
    const filterField = useRef<HTMLInputElement>(null);
    const main = useRef<HTMLElement>(null);

    const resources = useMemo(() => [...board.resources.values()], [board.resources]);
    const tree = useMemo(() => treeOf(resources), [resources]);
    const selected = place.id === undefined ? undefined : board.resources.get(place.id);
    const isKnown = board.connection !== "connecting" || board.heard !== undefined;

    const unwell = resources.filter(({ health }) => health === "unhealthy").length;
    useEffect(() => {
        const [only] = tree.length === 1 ? tree : [];
        const what = only ? `${only.name} · pulumi-k3s` : "pulumi-k3s";
        document.title = unwell > 0 ? `${unwell} unhealthy · ${what}` : what;
    }, [unwell, tree]);

    useEffect(() => {
        if (!telling || telling.isProblem) return;
        const timer = setTimeout(() => setTelling(undefined), tellingMs);
        return () => clearTimeout(timer);
    }, [telling]);

    const close = () => {
        go({ id: undefined, tab: undefined });
        // Return the focus to where the details were opened from.
        requestAnimationFrame(() => main.current?.querySelector<HTMLElement>("[tabindex='0']")?.focus());
    };

    useEffect(() => {
        const pressed = (event: KeyboardEvent) => {
            if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
            if (document.querySelector("dialog[open]")) return;
            const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
            const keys: Record<string, () => void> = {
                "/": () => filterField.current?.focus(),
                "?": () => setHelping(true),
                t: () => go({ view: "tree" }),
                g: () => go({ view: "graph" }),
                ...(selected && hasLogs(selected) && { l: () => go({ tab: "logs" }) }),
            };
            if (event.key === "Escape") {
                if (event.target === filterField.current) {
                    setFilter(noFilter);
                    filterField.current?.blur();
                } else if (place.id !== undefined) close();
            } else if (!isTyping && keys[event.key]) {
                event.preventDefault();
                keys[event.key]?.();
            }
        };
        addEventListener("keydown", pressed);
        return () => removeEventListener("keydown", pressed);
    });

    const carryOut = async ({ action, resource }: Question) => {
        setQuestion(undefined);
        try {
            const done = await act(resource.id, action);
            setTelling({ text: `${doneNames[action]}: ${done.join(", ") || resource.name}`, isProblem: false });
        } catch (error) {
            const why = error instanceof Error ? error.message : String(error);
            setTelling({
                text: `${resource.name} was not ${doneNames[action].toLowerCase()}: ${why}`,
                isProblem: true,
            });
        }
    };
    const ask = (action: Action) => selected && setQuestion({ action, resource: selected });
    const select = (id: string, tab?: string) => go({ id, ...(tab !== undefined && { tab }) });

    return (
        <div class="page">
            <Header
                {...{ resources, filter, setFilter, filterField, theme, toggleTheme }}
                connection={board.connection}
                view={place.view}
                setView={(view) => go({ view })}
                help={() => setHelping(true)}
            />
            <Banners board={board} now={now} />
            <main class={place.id === undefined ? "" : "with-details"} ref={main}>
                {!isKnown ? (
                    <p class="waiting">Looking for clusters…</p>
                ) : resources.length === 0 ? (
                    <Empty note={board.stack.note} connection={board.connection} />
                ) : place.view === "tree" ? (
                    <TreeView {...{ board, tree, filter, now, select, setFilter }} selected={place.id} />
                ) : (
                    <GraphView {...{ resources, filter, select, setFilter }} selected={place.id} />
                )}
                {place.id !== undefined && isKnown && (
                    <Details
                        key={place.id}
                        {...{ board, now, ask, close, select }}
                        id={place.id}
                        branches={tree}
                        tab={place.tab}
                        setTab={(tab) => go({ tab })}
                    />
                )}
            </main>
            <Told telling={telling} dismiss={() => setTelling(undefined)} />
            {question && (
                <Confirm
                    question={question}
                    confirm={() => void carryOut(question)}
                    cancel={() => setQuestion(undefined)}
                />
            )}
            {isHelping && <Help close={() => setHelping(false)} />}
        </div>
    );
}
