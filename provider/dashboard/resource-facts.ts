import { carrierOf } from "../model/naming";
import { type Resource } from "../model/resource";
import { type Fact } from "./protocol";

/** Returns the facts about a resource that the model has, as labels and values. */
export function factsOf(resource: Resource): Fact[] {
    const { cluster, namespace, version, since, restarts, containers, target, addresses, relations } = resource;
    const runsOn = relations?.find(({ type }) => type === "runs-on")?.id;
    const facts: [label: string, value: string | undefined][] = [
        ["Cluster", cluster],
        ["Namespace", namespace],
        ["Version", version],
        ["Since", since],
        ["Node", runsOn?.slice(runsOn.lastIndexOf("/") + 1)],
        ["Containers", containers?.join(", ")],
        ["Restarts", restarts === undefined ? undefined : String(restarts)],
        ["Leads to", target],
        ["By", carrierOf(resource)],
        ...addresses.map((address): [string, string] => ["Address", address]),
    ];
    return facts.flatMap(([label, value]) => (value === undefined || value === "" ? [] : [{ label, value }]));
}
