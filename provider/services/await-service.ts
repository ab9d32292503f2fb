import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { paths } from "../kubernetes/api-paths";
import { GracePeriod } from "../diagnostics/grace-period";
import { fullName, nameOf } from "../kubernetes/object-name";
import { watchUntil } from "../kubernetes/watch-until";
import { hasEndpoints } from "./endpoint-slices";

/** An object may become visible a moment after its creation. */
const graceSeconds = 5;

/** Returns the path and the selector of a Service's EndpointSlices. */
export function slicesOf(namespace: string, service: string) {
    return {
        path: paths.endpointSlices(namespace),
        query: { labelSelector: `kubernetes.io/service-name=${service}` },
    };
}

/** Waits until the Service exists and has endpoints or selects pods, and returns it. */
export async function awaitService(api: Api, namespace: string, name: string, signal: AbortSignal): Promise<V1Service> {
    const collections = { services: { path: paths.services(namespace) }, slices: slicesOf(namespace, name) };
    const gracePeriod = new GracePeriod();
    const decide = ({ services, slices }: { services: V1Service[]; slices: V1EndpointSlice[] }) => {
        const service = services.find((candidate) => nameOf(candidate) === name);
        const isBacked = service && (needsNoSlices(service) || hasEndpoints(slices));
        if (isBacked) return service;
        if (gracePeriod.isOver("service", graceSeconds))
            throw service ? unbacked(service) : missing(namespace, name, services);
        return undefined;
    };
    return watchUntil<{ services: V1Service[]; slices: V1EndpointSlice[] }, V1Service>(api, collections, decide, {
        signal,
        recheckMs: 500,
    });
}

function needsNoSlices({ spec }: V1Service): boolean {
    return spec?.type === "ExternalName" || Object.keys(spec?.selector ?? {}).length > 0;
}

function unbacked(service: V1Service): Failure {
    return new Failure(`The Service ${fullName(service)} has no endpoints.`, {
        why: "it has no selector, and no EndpointSlice gives it addresses",
        next: "give the Service a selector, or create an EndpointSlice for it",
    });
}

function missing(namespace: string, name: string, services: V1Service[]): Failure {
    const names = services.map(nameOf).join(", ");
    return new Failure(`There is no Service ${name} in the namespace ${namespace}.`, {
        why: names ? `the Services there are ${names}` : "the namespace has no Services, or does not exist",
        next: "correct service or namespace, or make the endpoint depend on what creates the Service (dependsOn)",
    });
}
