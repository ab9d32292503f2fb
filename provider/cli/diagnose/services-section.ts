import type { V1EndpointSlice, V1Pod, V1Service } from "@kubernetes/client-node";
import { fullName, nameOf, namespaceOf } from "../../kubernetes/object-name";
import { podsBehind } from "../../model/workload-resources";
import { type Answer } from "./answer";
import { point } from "./markdown";
import { type Objects } from "./objects";
import { type Section, section } from "./section";

const serviceLabel = "kubernetes.io/service-name";

/** The section on Services without a ready endpoint. */
export function servicesSection({ services, endpointSlices, pods }: Objects): Section {
    const both: Answer<[V1Service[], V1EndpointSlice[]]> =
        services.problem !== undefined
            ? services
            : endpointSlices.problem !== undefined
              ? endpointSlices
              : { value: [services.value, endpointSlices.value] };
    return section("services", "Services without endpoints", both, ([found, slices]) => {
        const without = found.flatMap((service) => {
            const why = nowhere(service, slices, pods.value);
            return why === undefined ? [] : [{ name: fullName(service), why }];
        });
        const lines = without.map(({ name, why }) => `Service ${name}: ${why}`);
        return {
            text: without.length === 0 ? ["There are none."] : lines.map(point),
            content: without,
            findings: lines,
        };
    });
}

function nowhere(service: V1Service, slices: V1EndpointSlice[], pods: V1Pod[] | undefined): string | undefined {
    const selector = service.spec?.selector;
    if (service.spec?.type === "ExternalName") return undefined;
    const own = slices.filter(
        (slice) =>
            namespaceOf(slice) === namespaceOf(service) && slice.metadata?.labels?.[serviceLabel] === nameOf(service),
    );
    const endpoints = own.flatMap((slice) => slice.endpoints ?? []);
    if (endpoints.some(({ conditions }) => conditions?.ready !== false)) return undefined;
    if (!selector) return "it has no selector, and no EndpointSlice has an address for it";
    const labels = Object.entries(selector)
        .map(([name, value]) => `${name}=${value}`)
        .join(",");
    if (!pods) return `none of the pods with ${labels} is ready`;
    const matching = podsBehind(service, pods);
    if (matching.length === 0) return `there is no pod with ${labels} in its namespace`;
    return `none of ${matching.length} pods with ${labels} is ready`;
}
