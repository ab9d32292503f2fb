import { isDeferred, ownValue, type Problem } from "../validation";
import { type RegistriesArgs, type RegistryConfig } from "./registries-args";

/** A cache of one registry. */
export interface Cache {
    /** The registry's name in image references. */
    registry: string;
    /** The role of the cache's container, and its name on the cluster's network. */
    role: string;
    /** The URL from which the cache pulls. */
    remoteUrl: string;
    /** The credentials and certificates for that URL. */
    config: RegistryConfig;
}

/** The key in K3s's configuration for hosts without an entry of their own. */
const everyHost = "*";

/** Docker Hub has another name in image references than its host. */
const dockerHub = { name: "docker.io", host: "registry-1.docker.io" };

export function cachesOf({ pullThrough = [], mirrors = {}, configs = {} }: RegistriesArgs): Cache[] {
    return pullThrough.map((registry) => {
        const host = registry === dockerHub.name ? dockerHub.host : registry;
        const remoteUrl = (firstEndpoint(mirrors, registry) ?? `https://${host}`).replace(/\/(?:v2\/?)?$/, "");
        const role = `cache-${registry.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
        const remoteHost = remoteUrl.replace(/^https?:\/\/([^/]*).*$/, "$1");
        const configured = [remoteHost, registry, everyHost].find((name) => Object.hasOwn(configs, name)) ?? registry;
        return { registry, role, remoteUrl, config: ownValue(configs, configured) ?? {} };
    });
}

/**
 * Returns the first endpoint of a registry's mirrors. Undefined also while it is not known, which
 * {@link pullThroughProblems} refuses.
 */
function firstEndpoint(mirrors: NonNullable<RegistriesArgs["mirrors"]>, registry: string): string | undefined {
    const endpoints = ownValue(mirrors, registry)?.endpoints;
    const first = Array.isArray(endpoints) ? (endpoints as unknown[])[0] : undefined;
    return typeof first === "string" ? first : undefined;
}

/** Returns the problems of registries whose settings a node supports but a cache does not. */
export function pullThroughProblems(registries: RegistriesArgs, path: string): Problem[] {
    const caches = cachesOf(registries);
    return caches.flatMap(({ registry, role, remoteUrl, config }, index) => {
        const at = `${path}.pullThrough[${index}]`;
        const cannot = (["token", "certificate", "insecureSkipVerify"] as const).filter(
            (field) => config[field] !== undefined && config[field] !== false,
        );
        const same = caches.findIndex((other) => other.role === role);
        const endpoints: unknown = ownValue(registries.mirrors ?? {}, registry)?.endpoints;
        const isUnknown = isDeferred(endpoints) || (Array.isArray(endpoints) && isDeferred(endpoints[0]));
        return [
            ...(isUnknown
                ? [
                      {
                          path: at,
                          message: `is "${registry}", whose first endpoint has to be known before anything is created`,
                      },
                  ]
                : []),
            ...(same < index
                ? [{ path: at, message: `is "${registry}", which has the same name as the cache before it` }]
                : []),
            ...cannot.map((field) => ({
                path: at,
                message: `is "${registry}", for which configs has ${field}: a cache logs in with username and password, and trusts ca`,
            })),
            ...(remoteUrl.replace(/^https?:\/\//, "").includes("/")
                ? [
                      {
                          path: at,
                          message: `is "${registry}", whose first endpoint ${remoteUrl} has a path: a cache cannot use it`,
                      },
                  ]
                : []),
        ];
    });
}
