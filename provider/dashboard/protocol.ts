import { type Resource, type ResourceKind } from "../model/resource";
import { type Usage } from "../model/usage";

/*
 * The protocol between the dashboard's page and its server, on one loopback port:
 *
 *   GET /?token=T       checks the token, sets the cookie and redirects to the page, whose path is random: `/RANDOM/`.
 *                       Browsers send cookies to all ports of a host, but not to other paths, so no other server on
 *                       this machine gets this cookie. All other requests need it.
 *   GET ./, app.js, app.css
 *                       the built page. All its addresses are relative: `fetch("details?id=…")`, never `/details`.
 *   GET events          server-sent events: `snapshot` first and after each reconnect, then `delta`, `usage`, `stack`.
 *   GET details?id=ID   Details, or a Problem.
 *   GET logs?id=ID&tail=N[&since=RFC3339]
 *                       server-sent events: `lines`, `dropped`, `told`, `end`.
 *   POST actions        an ActionRequest as application/json; an ActionResult, or a Problem.
 *
 * Names, logs, events and objects contain text from workloads: the page must never use them as anything but text.
 */

/** An action that a user can take on a resource. */
export type Action = "restart" | "stop" | "start";

/** What the page shows beside the resources. */
export interface StackNote {
    /** Advice for the user. Present only if there are no resources. */
    note?: string;
    /** The sources that could not be asked, and why. */
    problems: string[];
    /** The update that is running. If several stacks are being updated: one of them. */
    updating?: Updating;
}

export interface Updating {
    /** `project/stack`. */
    stack: string;
    /** RFC 3339. */
    since: string;
    /** The last messages of the update. */
    lines: string[];
}

/** `event: snapshot` of `events`. */
export interface Snapshot {
    resources: Resource[];
    stack: StackNote;
    /** The actions that a user can take on resources of each kind. */
    actions: Partial<Record<ResourceKind, Action[]>>;
}

/** `event: delta` of `events`. */
export interface DeltaEvent {
    upserts: Resource[];
    /** The ids of the deleted resources. */
    deletes: string[];
}

/** `event: usage` of `events`, every few seconds while a page is open. */
export interface UsageEvent {
    usages: Usage[];
    /** RFC 3339: when it was measured. */
    time: string;
}

/** Answer of `details`. */
export interface Details {
    resource: Resource;
    conditions?: DetailCondition[];
    /** Sorted by time, newest first. Absent for kinds that have none, and where they could not be read. */
    events?: DetailEvent[];
    /** The values of a release as YAML, with secrets masked. */
    values?: string;
    /** The live object as YAML, with secrets masked. */
    live?: string;
    /** The objects of a release or a manifest. */
    objects?: LiveObject[];
    facts: Fact[];
    /** The details that could not be read, and why. */
    problems: string[];
}

/** A condition in the status of an object. */
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
    /** The object that the event is about, such as `Pod web-0`. Absent if it is the resource itself. */
    about?: string;
}

export interface LiveObject {
    kind: string;
    name: string;
    namespace?: string;
    /** The live object as YAML, with secrets masked. Absent if the object does not exist. */
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
    /** The log that the line belongs to, if there are several. */
    label: string;
    /** RFC 3339. Empty if the log does not contain it. */
    time: string;
    text: string;
}

/** `event: dropped` of `logs`: how many lines were left out because there were too many, or the page was too slow. */
export interface DroppedEvent {
    count: number;
}

/** `event: told` of `logs`, and the answer to every request that fails. */
export interface Problem {
    problem: string;
}

/** Body of `POST actions`. */
export interface ActionRequest {
    id: string;
    action: Action;
}

/** Answer of `actions`: what the action was taken on, in words for people, such as `Deployment shop/web`. */
export interface ActionResult {
    done: string[];
}
