import { printable } from "../../cli/terminal/printable";
import { carrierOf, kindOf, nameOf } from "../../model/naming";
import { type Health, type Resource, type ResourceKind } from "../../model/resource";
import { type Action, steerable } from "../../model/steer";
import { endpointUrl } from "../../model/endpoint-url";
import {
    type CommandMessage,
    commandState,
    healthStatus,
    type PropertyMessage,
    type ResourceMessage,
    type Timestamp,
} from "./protocol";

/** Converts a resource into a message for Aspire's dashboard. The model has no secrets, so no property is sensitive. */
export function resourceMessage(resource: Resource, startedAt: Date): ResourceMessage {
    const { kind, state, health, why = "", since, parent, relations = [] } = resource;
    const created = timestamp(since);
    return {
        name: messageName(resource.id),
        resourceType: printable(kindOf(resource)),
        displayName: printable(nameOf(resource)),
        uid: resource.id,
        state: printable(state),
        stateStyle: styles[health],
        // The dashboard refuses a resource without a time of creation.
        createdAt: created ?? timestamp(startedAt.toISOString()) ?? { seconds: 0, nanos: 0 },
        startedAt: created,
        commands: commandsOf(resource),
        properties: propertiesOf(resource),
        urls: urlsOf(resource),
        healthReports: [
            { ...statusOf(health), key: "pulumi-k3s", description: printable(why === "" ? state : oneLine(why)) },
        ],
        relationships: [
            ...(parent === undefined ? [] : [{ resourceName: messageName(parent), type: "Parent" }]),
            ...relations.map(({ id }) => ({ resourceName: messageName(id), type: "Reference" })),
        ],
        iconName: icons[kind],
    };
}

/** The name of a resource in the protocol. The dashboard uses it as a segment of URLs, so it has no slashes. */
export function messageName(id: string): string {
    return id.replaceAll("/", "~");
}

const styles = { healthy: "success", progressing: "info", unknown: "warning", unhealthy: "error" } as const;

/** Names of icons in Fluent UI. */
const icons: Record<ResourceKind, string> = {
    cluster: "Cube",
    pool: "ServerMultiple",
    node: "Server",
    registry: "Archive",
    cache: "ArchiveMultiple",
    release: "Rocket",
    manifest: "Code",
    workload: "AppGeneric",
    service: "Router",
    object: "Document",
    pod: "Box",
    endpoint: "ArrowRouting",
};

/** The health in the protocol. Absent if it is unknown. */
function statusOf(health: Health): { status?: number } {
    if (health === "unknown") return {};
    if (health === "progressing") return { status: healthStatus.degraded };
    return { status: healthStatus[health] };
}

function urlsOf(resource: Resource): ResourceMessage["urls"] {
    const { kind, addresses, state } = resource;
    const [address = ""] = addresses;
    if (address === "" || (kind !== "endpoint" && kind !== "cluster")) return [];
    const fullUrl = kind === "endpoint" ? (endpointUrl(resource) ?? address) : address;
    const displayProperties = { displayName: printable(address) };
    return [{ endpointName: kind, fullUrl, isInactive: state === "stopped", displayProperties }];
}

function propertiesOf(resource: Resource): PropertyMessage[] {
    const { cluster, namespace, parent, why, version, target, addresses, container, restarts } = resource;
    const shown: [name: string, displayName: string, value: string | number | undefined][] = [
        // The dashboard builds its tree from this property.
        ["resource.parentName", "Parent", parent === undefined ? undefined : messageName(parent)],
        ["k3s.why", "Why", why === undefined ? undefined : oneLine(why)],
        ["k3s.cluster", "Cluster", cluster],
        ["k3s.namespace", "Namespace", namespace],
        ["k3s.version", "Version", version],
        ["k3s.target", "Target", target],
        ["k3s.via", "Carried by", carrierOf(resource)],
        ["k3s.addresses", "Addresses", addresses.length > 0 ? addresses.join(", ") : undefined],
        ["k3s.container", "Docker container", container],
        ["k3s.restarts", "Restarts", restarts],
    ];
    return shown.flatMap(([name, displayName, value]) => {
        if (value === undefined) return [];
        const held = typeof value === "number" ? { numberValue: value } : { stringValue: printable(value) };
        return [{ name, displayName, value: held, isSensitive: false, isHighlighted: name === "k3s.why" }];
    });
}

const commands: Record<Action, Pick<CommandMessage, "displayName" | "displayDescription" | "iconName">> = {
    start: { displayName: "Start", displayDescription: "Start what was stopped, or ended by itself", iconName: "Play" },
    stop: {
        displayName: "Stop",
        displayDescription: "Stop until it is started, or until the next pulumi up",
        iconName: "Stop",
    },
    restart: {
        displayName: "Restart",
        displayDescription: "Restart what runs; the program and its stack stay as they are",
        iconName: "ArrowCounterclockwise",
    },
};

function commandsOf(resource: Resource): CommandMessage[] {
    const { kind, state } = resource;
    const actions = (["start", "stop", "restart"] as const).filter((action) => steerable[action].includes(kind));
    return actions.map((action) => ({
        name: action,
        ...commands[action],
        ...(action !== "start" && {
            confirmationMessage: printable(`${commands[action].displayName} ${kindOf(resource)} ${nameOf(resource)}?`),
        }),
        isHighlighted: action !== "stop",
        // A pool may have stopped and running nodes at the same time, so its commands are always enabled.
        state:
            kind !== "pool" && (action === "start") !== (state === "stopped")
                ? commandState.disabled
                : commandState.enabled,
    }));
}

function oneLine(text: string): string {
    return text.replaceAll(/\s*\n\s*/g, " ");
}

/** Converts an RFC 3339 time for the protocol. Undefined if it is not a time. */
function timestamp(time: string | undefined): Timestamp | undefined {
    const milliseconds = Date.parse(time ?? "");
    if (Number.isNaN(milliseconds)) return undefined;
    const seconds = Math.floor(milliseconds / 1_000);
    return { seconds, nanos: (milliseconds - seconds * 1_000) * 1_000_000 };
}
