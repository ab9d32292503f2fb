import { carrierOf } from "../../../model/naming";
import { type Resource } from "../../../model/resource";
import { type Fact } from "../../protocol";

/** The labels of facts that the page shows in other places. */
const elsewhere = new Set(["Cluster", "Namespace", "Since", "Node", "By", "Address", "Status", "Container"]);
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Returns the facts about a resource without duplicates: first those of the model, then those of the details. */
export function factsOf(resource: Resource, more: readonly Fact[]): Fact[] {
    const { version, target, restarts = 0, container } = resource;
    const carrier = carrierOf(resource);
    const own: Fact[] = [
        ...(version === undefined ? [] : [{ label: "Version", value: version }]),
        ...(target === undefined ? [] : [{ label: "Leads to", value: target }]),
        ...(carrier === undefined ? [] : [{ label: "Carried by", value: carrier }]),
        ...(restarts === 0 ? [] : [{ label: "Restarts", value: String(restarts) }]),
        ...(container === undefined ? [] : [{ label: "Docker container", value: container }]),
    ];
    const told = new Set([...elsewhere, ...own.map(({ label }) => label)]);
    const others = more.filter(({ label, value }) => !told.has(label) && !(label === "Restarts" && value === "0"));
    return [...own, ...others.map(({ label, value }) => ({ label, value: asLocalTime(value) }))];
}

function asLocalTime(value: string): string {
    return time.test(value) ? new Date(value).toLocaleString() : value;
}
