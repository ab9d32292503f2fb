import type { Snapshot } from "../api/wait-until";
import { at, type JsonObject, listAt, objectAt, textAt } from "../json";
import { done, notYet, type Readiness } from "./judge";

/** The real plugin gives endpoints this long to settle after each change. */
const settleMilliseconds = 10_000;
const endpoints = { apiVersion: "v1", kind: "Endpoints" };

export const serviceReadiness: Readiness = {
    onRead: true,
    related: [endpoints],
    judge: (service, snapshot) => {
        const type = textAt(service, "spec", "type") || "ClusterIP";
        const allocated = type !== "LoadBalancer" || hasAddress(service);
        const headless = textAt(service, "spec", "clusterIP") === "None";
        const selects = Object.keys(objectAt(service, "spec", "selector")).length > 0;
        if (type === "ExternalName" || headless || !selects) {
            return allocated ? done : notYet();
        }
        const subsets = snapshot
            .of("Endpoints")
            .filter((item) => textAt(item, "metadata", "name") === textAt(service, "metadata", "name"))
            .flatMap((item) => listAt(item, "subsets"));
        const pending = subsets.some((subset) => listAt(subset, "notReadyAddresses").length > 0);
        const ready = subsets.some((subset) => listAt(subset, "addresses").length > 0);
        const left = settleMilliseconds - snapshot.quietMilliseconds("Endpoints");
        if (allocated && !pending && left <= 0) {
            return done;
        }
        const messages = [
            ...(ready
                ? []
                : [
                      "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match labels on any Pods",
                  ]),
            ...(allocated ? [] : ["Service was not allocated an IP address; does your cloud provider support this?"]),
        ];
        return { done: false, messages, ...(left > 0 && { recheckMilliseconds: left }) };
    },
};

export const ingressReadiness: Readiness = {
    onRead: true,
    related: [endpoints, { apiVersion: "v1", kind: "Service" }],
    judge: (ingress, snapshot) => {
        const settled = settleMilliseconds - snapshot.quietMilliseconds("Endpoints");
        const reachable = settled <= 0 || backendsOf(ingress).every((name) => isKnown(name, snapshot));
        if (reachable && hasAddress(ingress)) {
            return done;
        }
        const messages = [
            ...(reachable ? [] : ["Ingress has at least one rule with an unavailable target endpoint."]),
            ...(hasAddress(ingress)
                ? []
                : ["Ingress .status.loadBalancer field was not updated with a hostname/IP address."]),
        ];
        return { done: false, messages, ...(settled > 0 && { recheckMilliseconds: settled }) };
    },
};

function hasAddress(object: JsonObject): boolean {
    return listAt(object, "status", "loadBalancer", "ingress").length > 0;
}

function backendsOf(ingress: JsonObject): string[] {
    return listAt(ingress, "spec", "rules")
        .flatMap((rule) => listAt(rule, "http", "paths"))
        .map((path) => textAt(path, "backend", "service", "name"))
        .filter(Boolean);
}

function isKnown(service: string, snapshot: Snapshot): boolean {
    const has = (kind: string, accepts: (item: JsonObject) => boolean): boolean =>
        snapshot.of(kind).some((item) => at(item, "metadata", "name") === service && accepts(item));
    return has("Endpoints", () => true) || has("Service", (item) => textAt(item, "spec", "type") === "ExternalName");
}
