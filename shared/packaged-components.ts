/**
 * The components that K3s deploys unless `disable` names them (K3s, "Managing Packaged Components"), as far as this
 * package uses them. To wait for another component, add it here, then add its readiness to
 * `provider/nodes/cluster-readiness.ts`.
 */

/** A cluster is ready when CoreDNS is available. Domains with resolvers of their own need CoreDNS too. */
export const coreDns = { component: "coredns", deployment: "coredns", podSelector: "k8s-app=kube-dns" } as const;

/** Assigns addresses to Services of type LoadBalancer. */
export const serviceLoadBalancer = { component: "servicelb" } as const;

/** Components that a local cluster does not deploy by default. */
export const disabledByDefault = ["traefik", "metrics-server"];
