import { memo } from "preact/compat";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLog } from "../state/use-log";
import { clock, count } from "../view/format";
import { type Chunk, countOf, linesWith, type LogBuffer, savedText } from "../view/log-buffer";
import { shortLabels } from "../view/names";

/** The distance from the end, in pixels, up to which the log counts as scrolled to its end. */
const nearPixels = 24;

export function Logs({ id, name }: { id: string; name: string }) {
    const { log, state, problem } = useLog(id);
    const [filter, setFilter] = useState("");
    const [withTimes, setTimes] = useState(false);
    const [wraps, setWraps] = useState(true);
    const [frozen, setFrozen] = useState<LogBuffer>();
    const [isAtEnd, setAtEnd] = useState(true);
    const scrolled = useRef<HTMLDivElement>(null);
    const content = useRef<HTMLDivElement>(null);
    const lastTop = useRef(0);
    const shown = frozen ?? log;
    const total = ({ left, chunks }: LogBuffer) => left + countOf({ left, chunks });
    const waiting = frozen ? total(log) - total(frozen) : 0;
    const labels = useLabels(shown);
    const found = shown.chunks.reduce((sum, chunk) => sum + linesWith(chunk.lines, filter).length, 0);

    const toEnd = () => {
        const { current } = scrolled;
        if (current) current.scrollTop = current.scrollHeight;
    };
    useLayoutEffect(() => {
        const { current } = content;
        if (!current || !isAtEnd || frozen) return;
        // Heights of lines are known only when these are drawn, so scroll to the end at each change of the height.
        const observer = new ResizeObserver(toEnd);
        observer.observe(current);
        return () => observer.disconnect();
    }, [isAtEnd, frozen]);
    useEffect(() => {
        setFrozen(undefined);
        setAtEnd(true);
    }, [id]);

    const save = () => {
        const address = URL.createObjectURL(new Blob([savedText(shown, filter)], { type: "text/plain" }));
        const link = document.createElement("a");
        link.href = address;
        link.download = `${name.replaceAll(/[^\w.-]+/g, "-")}.log`;
        link.click();
        setTimeout(() => URL.revokeObjectURL(address), 10_000);
    };

    return (
        <div class="log-view">
            <div class="bar">
                <input
                    type="search"
                    class="find"
                    value={filter}
                    placeholder="Filter lines"
                    aria-label="Filter lines"
                    spellcheck={false}
                    onInput={({ currentTarget }) => setFilter(currentTarget.value)}
                />
                <button
                    type="button"
                    aria-pressed={frozen !== undefined}
                    onClick={() => setFrozen(frozen ? undefined : log)}
                >
                    {frozen ? "Resume" : "Pause"}
                </button>
                <label>
                    <input type="checkbox" checked={withTimes} onChange={() => setTimes(!withTimes)} /> Times
                </label>
                <label>
                    <input type="checkbox" checked={wraps} onChange={() => setWraps(!wraps)} /> Wrap
                </label>
                <button type="button" onClick={save} disabled={found === 0}>
                    Save
                </button>
            </div>
            {problem !== undefined && <p class="banner warn">{problem}</p>}
            <div
                ref={scrolled}
                class={`lines ${wraps ? "wraps" : ""}`}
                role="log"
                aria-live="off"
                aria-label={`Log of ${name}`}
                tabIndex={0}
                onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
                    // Only scrolling up leaves the end; new lines do not.
                    if (scrollHeight - scrollTop - clientHeight < nearPixels) setAtEnd(true);
                    else if (scrollTop < lastTop.current) setAtEnd(false);
                    lastTop.current = scrollTop;
                }}
            >
                <div ref={content} class="content">
                    {shown.left > 0 && <p class="left">{count(shown.left, "line")} left out before these</p>}
                    {shown.chunks.map((chunk) => (
                        <ChunkOf key={chunk.number} {...{ chunk, filter, withTimes, labels }} />
                    ))}
                    {found === 0 && (
                        <p class="left">{countOf(shown) > 0 ? "No line has that." : waitingWords[state]}</p>
                    )}
                    {state === "ended" && countOf(shown) > 0 && <p class="left">The log ends here.</p>}
                </div>
            </div>
            <div class="foot">
                <span>
                    {filter.trim() === ""
                        ? count(found, "line")
                        : `${count(found, "line")} of ${countOf(shown).toLocaleString("en")}`}
                </span>
                <span role="status">
                    {frozen ? `Paused, ${count(waiting, "new line")}` : state === "lost" ? "Reconnecting" : ""}
                </span>
                {!frozen && state === "live" && isAtEnd && <span class="following">Following</span>}
                {!isAtEnd && (
                    <button
                        type="button"
                        onClick={() => {
                            setFrozen(undefined);
                            setAtEnd(true);
                            toEnd();
                        }}
                    >
                        To the end
                    </button>
                )}
            </div>
        </div>
    );
}

const waitingWords = {
    connecting: "Asking for the log…",
    live: "It has said nothing yet.",
    lost: "The connection is lost. Trying again…",
    ended: "The log is empty.",
};

interface ChunkProps {
    chunk: Chunk;
    filter: string;
    withTimes: boolean;
    /** The short form and the colour of each label. Undefined if there is only one log. */
    labels: Labels | undefined;
}

type Labels = ReadonlyMap<string, { short: string; tone: number }>;

/** Returns the labels of all logs that have written a line, in the order of their first lines. */
function useLabels({ chunks }: LogBuffer): Labels | undefined {
    const known = useRef<string[]>([]);
    const found = new Set([
        ...known.current,
        ...chunks.slice(-2).flatMap((its) => its.lines.map(({ label }) => label)),
    ]);
    for (const chunk of known.current.length === 0 ? chunks : []) for (const { label } of chunk.lines) found.add(label);
    if (found.size !== known.current.length) known.current = [...found];
    const all = known.current;
    return useMemo(() => {
        const short = shortLabels(all);
        if (all.length < 2) return undefined;
        return new Map(all.map((label, place) => [label, { short: short.get(label) ?? label, tone: place % 6 }]));
    }, [all]);
}

const ChunkOf = memo(function ChunkOf({ chunk, filter, withTimes, labels }: ChunkProps) {
    return (
        <div class="chunk">
            {linesWith(chunk.lines, filter).map(({ label, time, text }, place) => (
                <div key={place} class="log-line">
                    {withTimes && <span class="time">{clock(time, true)}</span>}
                    {labels && (
                        <span class={`label label-${labels.get(label)?.tone ?? 0}`} title={label}>
                            {labels.get(label)?.short ?? label}
                        </span>
                    )}
                    <span class="text">{text}</span>
                </div>
            ))}
        </div>
    );
});
