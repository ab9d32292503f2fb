import type { V1Ingress, V1Service } from "@kubernetes/client-node";
import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { named, paths } from "../kubernetes/api-paths";
import { GracePeriod } from "../diagnostics/grace-period";
import { list } from "../kubernetes/list";
import { isDeadline } from "../nodes/until-ready";
import { watchUntil } from "../kubernetes/watch-until";
import { isPublished, publishedAt, type PublishedAt } from "./published-at";
import { findPort, type WantedPort } from "./service-port";

/** An object may become visible a moment after its creation. */
const graceSeconds = 5;

interface Published extends WantedPort {
    namespace: string;
    service: string;
}

interface Wanted extends Published {
    timeoutSeconds: number;
}

/** Returns the present address of a Service outside its cluster, or undefined when it has none yet. */
export async function addressNow(api: Api, wanted: Published, signal: AbortSignal): Promise<PublishedAt | undefined> {
    const { services, ingresses } = collectionsOf(wanted);
    const [[service], found] = await Promise.all([
        list<V1Service>(api, services.path, { query: services.query, signal }),
        list<V1Ingress>(api, ingresses.path, { signal }),
    ]);
    return service && publishedAt(service, portOf(service, wanted), found);
}

/** Waits until a Service has an address outside its cluster. Throws a {@link Failure} when it can never get one. */
export async function awaitPublished(api: Api, wanted: Wanted, signal: AbortSignal): Promise<PublishedAt> {
    const { namespace, service: name, timeoutSeconds } = wanted;
    const gracePeriod = new GracePeriod();
    const decide = ({ services, ingresses }: { services: V1Service[]; ingresses: V1Ingress[] }) => {
        const [service] = services;
        const port = service && portOf(service, wanted);
        const address = port && publishedAt(service, port, ingresses);
        if (address) return address;
        const isTerminal = !port || !isPublished(service, port, ingresses);
        if (isTerminal && gracePeriod.isOver("address", graceSeconds)) throw unpublished(wanted);
        return undefined;
    };
    try {
        return await watchUntil<{ services: V1Service[]; ingresses: V1Ingress[] }, PublishedAt>(
            api,
            collectionsOf(wanted),
            decide,
            { signal, recheckMs: 500 },
        );
    } catch (error) {
        if (!isDeadline(error)) throw error;
        throw new Failure(`The Service ${namespace}/${name} got no address within ${timeoutSeconds} s.`, {
            why: "the cluster has not assigned one to its load balancer or Ingress",
            next: `check what provides load balancers or Ingresses there (kubectl -n ${namespace} describe service,ingress); or set via: "api"`,
        });
    }
}

function collectionsOf({ namespace, service }: Published) {
    return {
        services: { path: paths.services(namespace), query: named(service) },
        ingresses: { path: paths.ingresses(namespace) },
    };
}

function portOf(service: V1Service, wanted: WantedPort): { servicePort: number; portName?: string } {
    const { port, name } = findPort(service, wanted);
    return { servicePort: port, portName: name };
}

function unpublished({ namespace, service, port }: Wanted): Failure {
    return new Failure(`The Service ${namespace}/${service} cannot be reached from outside its cluster.`, {
        why: `it is not a LoadBalancer, and no Ingress routes to its port ${port}`,
        next: 'make it a LoadBalancer, or create an Ingress for it before the endpoint (dependsOn); or set via: "api"',
    });
}
