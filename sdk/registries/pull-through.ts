import { ownValue, type Problem } from "../validation";
import { type RegistriesArgs, type RegistryConfig } from "./registries-args";

/** A cache in front of one registry. */
export interface Cache {
    /** The registry as images name it. */
    registry: string;
    /** Its role among the cluster's containers, and its name on their network. */
    role: string;
    /** Where it pulls from. */
    remoteUrl: string;
    /** How it logs in there, and under which host `configs` says so. */
    config: RegistryConfig;
    configHost: string;
}

/** What K3s takes for hosts of which nothing is said. */
const everyHost = "*";

/** Docker Hub is called by one name and answers under another. */
const dockerHub = { name: "docker.io", host: "registry-1.docker.io" };

export function cachesOf({ pullThrough = [], mirrors = {}, configs = {} }: RegistriesArgs): Cache[] {
    return pullThrough.map((registry) => {
        const host = registry === dockerHub.name ? dockerHub.host : registry;
        const remoteUrl = (ownValue(mirrors, registry)?.endpoints[0] ?? `https://${host}`).replace(/\/(?:v2\/?)?$/, "");
        const role = `cache-${registry.toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
        const remoteHost = remoteUrl.replace(/^https?:\/\/([^/]*).*$/, "$1");
        const configHost = [remoteHost, registry, everyHost].find((host) => Object.hasOwn(configs, host)) ?? registry;
        return { registry, role, remoteUrl, config: ownValue(configs, configHost) ?? {}, configHost };
    });
}

/** What a cache cannot do, though a node can. */
export function pullThroughProblems(registries: RegistriesArgs, path: string): Problem[] {
    const caches = cachesOf(registries);
    return caches.flatMap(({ registry, role, remoteUrl, config }, index) => {
        const at = `${path}.pullThrough[${index}]`;
        const cannot = (["token", "certificate", "insecureSkipVerify"] as const).filter(
            (field) => config[field] !== undefined && config[field] !== false,
        );
        const same = caches.findIndex((other) => other.role === role);
        return [
            ...(same < index
                ? [{ path: at, message: `is "${registry}", which has the name of the cache before` }]
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
