import { useEffect, useReducer, useState } from "preact/hooks";
import { type DeltaEvent, type Snapshot, type StackNote, type UsageEvent } from "../../protocol";
import { Board } from "./board";
import { follow } from "./stream";

/** Returns the board, kept up to date. Draws at most once a frame. */
export function useBoard(): Board {
    const [board] = useState(() => new Board());
    const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
    useEffect(() => {
        let frame: number | undefined;
        const stopDrawing = board.follow(() => {
            frame ??= requestAnimationFrame(() => {
                frame = undefined;
                draw(undefined);
            });
        });
        const end = follow({
            address: () => "events",
            events: {
                snapshot: (data) => board.take(data as Snapshot),
                delta: (data) => board.change(data as DeltaEvent),
                usage: (data) => board.measure(data as UsageEvent),
                stack: (data) => board.note(data as StackNote),
            },
            lost: (refused) => board.connected(refused ? "refused" : "lost"),
        });
        return () => {
            end();
            stopDrawing();
            if (frame !== undefined) cancelAnimationFrame(frame);
        };
    }, [board]);
    return board;
}

/** Returns the current time, updated regularly, for the display of ages. */
export function useNow(everyMs: number): Date {
    const [now, setNow] = useState(() => new Date());
    useEffect(() => {
        const timer = setInterval(() => setNow(new Date()), everyMs);
        return () => clearInterval(timer);
    }, [everyMs]);
    return now;
}

/** The place in the page, which is the fragment of its URL, so that the browser's own buttons change it too. */
export interface Place {
    view: "tree" | "graph";
    /** The id of the resource whose details are open. */
    id?: string;
    tab?: string;
}

function placeIn(hash: string): Place {
    const given = new URLSearchParams(hash.slice(1));
    const [id, tab] = [given.get("id"), given.get("tab")];
    return {
        view: given.get("view") === "graph" ? "graph" : "tree",
        ...(id !== null && { id }),
        ...(tab !== null && { tab }),
    };
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
    const [place, setPlace] = useState(() => placeIn(location.hash));
    useEffect(() => {
        const moved = () => setPlace(placeIn(location.hash));
        addEventListener("hashchange", moved);
        return () => removeEventListener("hashchange", moved);
    }, []);
    const go = (change: Partial<Place>) => {
        const { view, id, tab } = { ...placeIn(location.hash), ...change };
        const given = new URLSearchParams();
        if (view === "graph") given.set("view", view);
        if (id !== undefined) given.set("id", id);
        if (id !== undefined && tab !== undefined) given.set("tab", tab);
        const hash = `#${given.toString()}`;
        if (hash !== location.hash && !(hash === "#" && location.hash === "")) location.hash = hash;
    };
    return [place, go];
}

export type Theme = "light" | "dark";
const themeKey = "pulumi-k3s-theme";

/** Returns the system's theme, unless the user has chosen another one, and a function that toggles it. */
export function useTheme(): [Theme, () => void] {
    const [system, setSystem] = useState(() => systemTheme());
    const [chosen, setChosen] = useState(() => storedTheme());
    useEffect(() => {
        const query = matchMedia("(prefers-color-scheme: dark)");
        const changed = () => setSystem(systemTheme());
        query.addEventListener("change", changed);
        return () => query.removeEventListener("change", changed);
    }, []);
    const theme = chosen ?? system;
    useEffect(() => {
        document.documentElement.dataset.theme = theme;
    }, [theme]);
    const toggle = () => {
        const next = theme === "dark" ? "light" : "dark";
        if (next === system) localStorage.removeItem(themeKey);
        else localStorage.setItem(themeKey, next);
        setChosen(next === system ? undefined : next);
    };
    return [theme, toggle];
}

const systemTheme = (): Theme => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

function storedTheme(): Theme | undefined {
    const stored = localStorage.getItem(themeKey);
    return stored === "dark" || stored === "light" ? stored : undefined;
}
