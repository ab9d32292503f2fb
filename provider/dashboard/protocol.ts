import { type Resource, type ResourceKind } from "../model/resource";
import { type Usage } from "../model/usage";

/*
 * What the dashboard's page and its server say to each other, on one loopback port:
 *
 *   GET /?token=T       checks the token, sets the cookie and leads to the page, which lies below a path of its own, `/RANDOM/`.
 *                       Browsers send cookies to all ports of a host, but not to other paths: so no other server of this
 *                       machine gets this one. All else needs the cookie.
 *   GET ./, app.js, app.css
 *                       the built page. All its addresses are relative: `fetch("details?id=…")`, never `/details`.
 *   GET events          server-sent events: `snapshot` first and after each reconnect, then `delta`, `usage`, `stack`.
 *   GET details?id=ID   Details, or a Problem.
 *   GET logs?id=ID&tail=N[&since=RFC3339]
 *                       server-sent events: `lines`, `dropped`, `told`, `end`.
 *   POST actions        an ActionRequest as application/json; an ActionResult, or a Problem.
 *
 * Names, logs, events and objects are what workloads say: never anything but text.
 */

/** What can be done to a resource. */
export type Action = "restart" | "stop" | "start";

/** What the stacks say beside their resources. */
export interface StackNote {
    /** What to do where there is nothing to see. */
    note?: string;
    /** What could not be asked, and why. */
    problems: string[];
    /** What `pulumi up` is doing while it runs; of several stacks, one that runs. */
    updating?: Updating;
}

export interface Updating {
    /** `project/stack`. */
    stack: string;
    /** RFC 3339. */
    since: string;
    /** The last lines that it has told. */
    lines: string[];
}

/** `event: snapshot` of `events`. */
export interface Snapshot {
    resources: Resource[];
    stack: StackNote;
    /** What can be done to resources of each kind. */
    actions: Partial<Record<ResourceKind, Action[]>>;
}

/** `event: delta` of `events`. */
export interface DeltaEvent {
    upserts: Resource[];
    /** Ids. */
    deletes: string[];
}

/** `event: usage` of `events`, every few seconds while somebody looks. */
export interface UsageEvent {
    usages: Usage[];
    /** RFC 3339: when it was measured. */
    time: string;
}

/** Answer of `details`. */
export interface Details {
    resource: Resource;
    conditions?: DetailCondition[];
    /** The newest first. */
    events: DetailEvent[];
    /** Of a release: its values as YAML, secrets masked. */
    values?: string;
    /** Of an object: as it is in the cluster, as YAML, secrets masked. */
    live?: string;
    /** Of a manifest: its objects. */
    objects?: LiveObject[];
    facts: Fact[];
    /** What could not be read, and why. */
    problems: string[];
}

/** A condition that an object has in its status. */
export interface DetailCondition {
    type: string;
    status: string;
    reason?: string;
    message?: string;
    /** RFC 3339. */
    since?: string;
}

export interface DetailEvent {
    /** RFC 3339. */
    time: string;
    type: "Normal" | "Warning";
    reason: string;
    message: string;
    count?: number;
    /** What it is about, where that is not the resource itself, such as `Pod web-0`. */
    about?: string;
}

export interface LiveObject {
    kind: string;
    name: string;
    namespace?: string;
    /** YAML, secrets masked; absent where the object is not there. */
    live?: string;
}

export interface Fact {
    label: string;
    value: string;
}

/** `event: lines` of `logs`. */
export interface LinesEvent {
    lines: DashboardLine[];
}

export interface DashboardLine {
    /** Which of several logs it is of. */
    label: string;
    /** RFC 3339; empty where the log does not tell. */
    time: string;
    text: string;
}

/** `event: dropped` of `logs`: so many lines were left out, as there were too many, or they were not taken in time. */
export interface DroppedEvent {
    count: number;
}

/** `event: told` of `logs`, and the answer of whatever fails. */
export interface Problem {
    problem: string;
}

/** Body of `POST actions`. */
export interface ActionRequest {
    id: string;
    action: Action;
}

/** Answer of `actions`: to what it was done, for people, such as `Deployment shop/web`. */
export interface ActionResult {
    done: string[];
}
