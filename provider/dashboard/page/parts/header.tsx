import { type RefObject } from "preact";
import { type Health, type Resource } from "../../../model/resource";
import { type Connection } from "../state/board";
import { type Theme } from "../state/hooks";
import { countsOf, type Filter } from "../view/filter";
import { HealthSign, Icon } from "./signs";

interface HeaderProps {
    resources: Resource[];
    connection: Connection;
    filter: Filter;
    setFilter: (filter: Filter) => void;
    filterField: RefObject<HTMLInputElement>;
    view: "tree" | "graph";
    setView: (view: "tree" | "graph") => void;
    theme: Theme;
    toggleTheme: () => void;
    help: () => void;
}

const connections: Record<Connection, string> = {
    connecting: "Connecting",
    live: "Live",
    lost: "Reconnecting",
    refused: "Signed out",
};

export function Header(props: HeaderProps) {
    const { resources, connection, filter, setFilter, filterField, view, setView, theme, toggleTheme, help } = props;
    const toggle = (health: Health) => {
        const healths = new Set(filter.healths);
        if (!healths.delete(health)) healths.add(health);
        setFilter({ ...filter, healths });
    };
    return (
        <header class="top">
            <h1>
                pulumi-k3s
                <span class={`connection ${connection}`}>{connections[connection]}</span>
            </h1>
            <div class="views" role="group" aria-label="View">
                {(["tree", "graph"] as const).map((each) => (
                    <button key={each} type="button" aria-pressed={view === each} onClick={() => setView(each)}>
                        {each === "tree" ? "Tree" : "Graph"}
                    </button>
                ))}
            </div>
            <div class="filter" role="search">
                <Icon name="search" />
                <input
                    ref={filterField}
                    type="search"
                    value={filter.text}
                    placeholder="Filter by name, kind, state"
                    aria-label="Filter"
                    aria-keyshortcuts="/"
                    spellcheck={false}
                    autocomplete="off"
                    onInput={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
                />
                <kbd aria-hidden="true">/</kbd>
            </div>
            <div class="counts" role="group" aria-label="Filter by health">
                {countsOf(resources).map(({ health, count }) => (
                    <button
                        key={health}
                        type="button"
                        class={count === 0 ? "none" : ""}
                        aria-pressed={filter.healths.has(health)}
                        onClick={() => toggle(health)}
                    >
                        <HealthSign health={health} />
                        <span class="number">{count}</span> <span class="word">{health}</span>
                    </button>
                ))}
            </div>
            <div class="tools">
                <button
                    type="button"
                    class="plain"
                    title={`Use the ${theme === "dark" ? "light" : "dark"} theme`}
                    aria-label={`Use the ${theme === "dark" ? "light" : "dark"} theme`}
                    onClick={toggleTheme}
                >
                    <Icon name={theme === "dark" ? "sun" : "moon"} />
                </button>
                <button type="button" class="plain" title="Keys (?)" aria-label="Keys" onClick={help}>
                    <span aria-hidden="true" class="ask">
                        ?
                    </span>
                </button>
            </div>
        </header>
    );
}
