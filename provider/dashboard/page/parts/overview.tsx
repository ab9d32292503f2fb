import { ageOf } from "../../../cli/resources/age";
import { kindOf, nameOf } from "../../../model/naming";
import { type Resource } from "../../../model/resource";
import { type DetailEvent, type Details } from "../../protocol";
import { type Board } from "../state/board";
import { linkOf } from "../view/address";
import { factsOf } from "../view/facts";
import { bytes, cores, rate } from "../view/format";
import { Name } from "./name";
import { HealthSign, Icon, Sparkline } from "./signs";

interface OverviewProps {
    board: Board;
    resource: Resource;
    known: Details | undefined;
    problem: string | undefined;
    now: Date;
    select: (id: string, tab?: string) => void;
}

export function Overview({ board, resource, known, problem, now, select }: OverviewProps) {
    const { state, health, why, addresses, since } = resource;
    const url = linkOf(resource);
    const facts = factsOf(resource, known?.facts ?? []);
    return (
        <>
            <p class={`verdict ${health}`}>
                <strong>{health === "healthy" ? state : health}</strong>
                {health !== "healthy" && health !== state && `, ${state}`}
                {since !== undefined && <span class="quiet"> · for {ageOf(since, now)}</span>}
            </p>
            {why !== undefined && health !== "healthy" && <p class={`reason ${health}`}>{why}</p>}
            {problem !== undefined && <p class="banner warn">More is not known: {problem}</p>}
            {known?.problems.map((each) => (
                <p key={each} class="banner warn">
                    {each}
                </p>
            ))}
            <dl class="facts">
                {(url !== undefined || addresses.length > 0) && (
                    <div>
                        <dt>{addresses.length > 1 ? "Addresses" : "Address"}</dt>
                        {url !== undefined && (
                            <dd>
                                <a href={url} target="_blank" rel="noopener noreferrer">
                                    {url}
                                    <Icon name="open" />
                                </a>
                            </dd>
                        )}
                        {addresses.slice(url === undefined ? 0 : 1).map((address) => (
                            <dd key={address} class="mono">
                                {address}
                            </dd>
                        ))}
                    </div>
                )}
                {facts.map(({ label, value }, place) => (
                    <div key={`${place} ${label}`}>
                        <dt>{label}</dt>
                        <dd>{value}</dd>
                    </div>
                ))}
            </dl>
            <Measured {...{ board, resource }} />
            <Ways {...{ board, resource, select }} />
            {known?.conditions !== undefined && known.conditions.length > 0 && (
                <section>
                    <h3>Conditions</h3>
                    <ul class="conditions">
                        {known.conditions.map(({ type, status, reason, message, since: from }) => (
                            <li key={type}>
                                <strong>{type}</strong> <span class="status">{status}</span>
                                {from !== undefined && <span class="quiet"> for {ageOf(from, now)}</span>}
                                {(message ?? reason) !== undefined && <p>{message ?? reason}</p>}
                            </li>
                        ))}
                    </ul>
                </section>
            )}
            {known?.events && (
                <section>
                    <h3>Events</h3>
                    {known.events.length === 0 ? (
                        <p class="quiet">None in the last hour.</p>
                    ) : (
                        <ul class="events">
                            {known.events.map((event, place) => (
                                <EventLine key={place} event={event} now={now} />
                            ))}
                        </ul>
                    )}
                </section>
            )}
            {!known && problem === undefined && <p class="quiet">Reading more…</p>}
        </>
    );
}

function EventLine({ event, now }: { event: DetailEvent; now: Date }) {
    const { time, type, reason, message, count = 1, about } = event;
    return (
        <li class={type === "Warning" ? "warning" : ""}>
            <time dateTime={time} title={new Date(time).toLocaleString()}>
                {ageOf(time, now)}
            </time>
            <div>
                <strong>{reason}</strong>
                {type === "Warning" && <span class="badge">Warning</span>}
                <span class="quiet">
                    {count > 1 && ` · ${count} times`}
                    {about !== undefined && ` · ${about}`}
                </span>
                <p>{message}</p>
            </div>
        </li>
    );
}

/** The processor time, memory and traffic of a resource over the last minutes. */
function Measured({ board, resource }: { board: Board; resource: Resource }) {
    const { history, loads } = board;
    const { cpuMillicores, memoryBytes } = loads.get(resource.id) ?? {};
    const { bytes: carried, accepted, connections } = resource.traffic ?? {};
    const traffic = history.of(resource.id, "traffic");
    const shown = [
        ...(cpuMillicores === undefined
            ? []
            : [{ label: "CPU", value: cores(cpuMillicores), values: history.of(resource.id, "cpu") }]),
        ...(memoryBytes === undefined
            ? []
            : [{ label: "Memory", value: bytes(memoryBytes), values: history.of(resource.id, "memory") }]),
        ...(carried === undefined ? [] : [{ label: "Traffic", value: rate(traffic.at(-1) ?? 0), values: traffic }]),
    ];
    if (shown.length === 0) return null;
    const totals = [
        ...(carried === undefined ? [] : [`${bytes(carried)} carried`]),
        ...(accepted === undefined ? [] : [`${accepted.toLocaleString("en")} connections made`]),
        ...(connections === undefined ? [] : [`${connections.toLocaleString("en")} open now`]),
    ];
    return (
        <section>
            <h3>Load</h3>
            <div class="measured">
                {shown.map(({ label, value, values }) => (
                    <div key={label}>
                        <span class="quiet">{label}</span>
                        <strong>{value}</strong>
                        <Sparkline values={values} width={200} height={40} label={`${label}, now ${value}`} />
                    </div>
                ))}
            </div>
            {totals.length > 0 && <p class="quiet">{totals.join(" · ")}</p>}
        </section>
    );
}

/** The resources that a resource is a part of, runs on, leads to, or is reached by. */
function Ways({ board, resource, select }: Pick<OverviewProps, "board" | "resource" | "select">) {
    const all = [...board.resources.values()];
    const { id, kind, parent, relations = [] } = resource;
    const there = (type: "runs-on" | "leads-to") =>
        relations.filter((its) => its.type === type).flatMap((its) => board.resources.get(its.id) ?? []);
    const from = (type: "runs-on" | "leads-to") =>
        all.filter((each) => each.relations?.some((its) => its.type === type && its.id === id));
    const groups = [
        { label: "Part of", found: parent === undefined ? [] : [board.resources.get(parent) ?? []].flat() },
        { label: "Reached by", found: from("leads-to") },
        { label: "Leads to", found: there("leads-to") },
        { label: "Runs on", found: there("runs-on") },
        { label: "Pods here", found: kind === "node" ? from("runs-on") : [] },
    ].filter(({ found }) => found.length > 0);
    if (groups.length === 0) return null;
    return (
        <section>
            <h3>Connections</h3>
            <dl class="ways">
                {groups.map(({ label, found }) => (
                    <div key={label}>
                        <dt>{label}</dt>
                        <dd>
                            {found.map((each) => (
                                <button key={each.id} type="button" class="way" onClick={() => select(each.id)}>
                                    <HealthSign health={each.health} />
                                    <Name name={each.kind === "cluster" ? each.name : nameOf(each)} />
                                    <span class="quiet">{kindOf(each)}</span>
                                </button>
                            ))}
                        </dd>
                    </div>
                ))}
            </dl>
        </section>
    );
}
