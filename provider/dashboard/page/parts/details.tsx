import { useEffect, useRef, useState } from "preact/hooks";
import { type Action, type Details as Known } from "../../protocol";
import { type Board } from "../state/board";
import { detailsOf } from "../state/requests";
import { actionNames, actionsFor } from "../view/actions";
import { hasLogs } from "../view/logs";
import { type Branch } from "../view/tree";
import { Logs } from "./logs";
import { Name } from "./name";
import { Objects, Yaml } from "./objects";
import { Overview } from "./overview";
import { HealthSign, Icon } from "./signs";

interface DetailsProps {
    board: Board;
    id: string;
    branches: Branch[];
    now: Date;
    tab: string | undefined;
    setTab: (tab: string) => void;
    ask: (action: Action) => void;
    select: (id: string, tab?: string) => void;
    close: () => void;
}

type Tab = "overview" | "logs" | "values" | "objects" | "live";
const tabNames: Record<Tab, string> = {
    overview: "Overview",
    logs: "Logs",
    values: "Values",
    objects: "Objects",
    live: "YAML",
};

export function Details({ board, id, now, tab, setTab, ask, select, close }: DetailsProps) {
    const resource = board.resources.get(id);
    const { known, problem } = useDetails(id, resource);
    const head = useRef<HTMLHeadingElement>(null);
    const isFirst = useRef(true);
    useEffect(() => {
        // On a small screen the details cover the element from which they were opened, so they take the focus.
        if (isFirst.current && matchMedia("(max-width: 999px)").matches) head.current?.focus();
        isFirst.current = false;
    }, []);
    const shown = resource ?? known?.resource;
    const tabs: Tab[] = [
        "overview",
        ...(shown && hasLogs(shown) ? (["logs"] as const) : []),
        ...(known?.values === undefined ? [] : (["values"] as const)),
        ...(known?.objects === undefined ? [] : (["objects"] as const)),
        ...(known?.live === undefined ? [] : (["live"] as const)),
    ];
    const current = tabs.find((each) => each === tab) ?? "overview";
    const actions = resource ? actionsFor(resource, board.actions[resource.kind]) : [];
    return (
        <aside class="details" aria-label="Details">
            <div class="title">
                <button type="button" class="plain leave" aria-label="Close the details" onClick={close}>
                    <Icon name="close" />
                </button>
                <h2 ref={head} tabIndex={-1}>
                    {shown && <HealthSign health={shown.health} />}
                    <Name name={shown ? shortName(shown.kind, shown.name) : "Gone"} />
                </h2>
                {shown && (
                    <p class="sort">
                        {shown.objectKind ?? shown.kind}
                        {shown.namespace !== undefined && ` in ${shown.namespace}`}
                        {shown.kind !== "cluster" && ` · ${shown.cluster}`}
                    </p>
                )}
                <div class="actions">
                    {actions.map((action) => (
                        <button key={action} type="button" onClick={() => ask(action)}>
                            {actionNames[action]}
                        </button>
                    ))}
                </div>
            </div>
            {!resource && <p class="banner warn">It is not there any more.</p>}
            <div role="tablist" aria-label="Parts of the details" class="tabs">
                {tabs.map((each, place) => (
                    <button
                        key={each}
                        type="button"
                        role="tab"
                        id={`tab-${each}`}
                        aria-selected={each === current}
                        aria-controls="tab"
                        tabIndex={each === current ? 0 : -1}
                        onClick={() => setTab(each)}
                        onKeyDown={(event) => {
                            const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
                            const next = tabs[(place + step + tabs.length) % tabs.length];
                            if (step === 0 || next === undefined) return;
                            event.preventDefault();
                            setTab(next);
                            document.getElementById(`tab-${next}`)?.focus();
                        }}
                    >
                        {tabNames[each]}
                    </button>
                ))}
            </div>
            <div role="tabpanel" id="tab" aria-labelledby={`tab-${current}`} class={`tab ${current}`}>
                {current === "overview" && shown && (
                    <Overview {...{ board, now, known, problem, select }} resource={shown} />
                )}
                {current === "logs" && <Logs id={id} name={shown?.name ?? id} />}
                {current === "values" && (
                    <>
                        <p class="note">As the release was given them. Secrets are masked.</p>
                        <Yaml text={known?.values ?? ""} label="Values" />
                    </>
                )}
                {current === "objects" && <Objects objects={known?.objects ?? []} />}
                {current === "live" && (
                    <>
                        <p class="note">As it is in the cluster. Secrets are masked.</p>
                        <Yaml text={known?.live ?? ""} label="The object as it is" />
                    </>
                )}
            </div>
        </aside>
    );
}

const shortName = (kind: string, name: string) => (kind === "cluster" ? (name.split("/").at(-1) ?? name) : name);

/** Reads the details of a resource, and reads them again whenever the resource changes. */
function useDetails(id: string, resource: object | undefined): { known?: Known; problem?: string } {
    const [answer, setAnswer] = useState<{ known?: Known; problem?: string }>({});
    useEffect(() => {
        const controller = new AbortController();
        detailsOf(id, controller.signal).then(
            (known) => setAnswer({ known }),
            (error: unknown) => {
                if (controller.signal.aborted) return;
                const problem = error instanceof Error ? error.message : String(error);
                setAnswer((before) => ({ ...before, problem }));
            },
        );
        return () => controller.abort();
    }, [id, resource]);
    return answer;
}
