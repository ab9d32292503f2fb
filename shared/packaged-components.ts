/**
 * What this package knows of the components that K3s deploys unless `disable` names them (K3s, "Managing Packaged Components").
 * To wait for another one, add it here, then its readiness in `provider/nodes/cluster-readiness.ts`.
 */

/** A cluster is ready when it is available, and domains with resolvers of their own need it. */
export const coreDns = { component: "coredns", deployment: "coredns", podSelector: "k8s-app=kube-dns" } as const;

/** Gives Services of type LoadBalancer an address. */
export const serviceLoadBalancer = { component: "servicelb" } as const;

/** Components that a local cluster does not need. */
export const disabledByDefault = ["traefik", "metrics-server"];
