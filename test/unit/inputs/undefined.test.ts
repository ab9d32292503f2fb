import { AgentPool, Cluster, HelmRelease, HostService, Manifest, ServiceEndpoint } from "../../../sdk/nodejs";
import { registrationsOf } from "../support/recorded-program";
import { placesOf } from "./walk/declared";

/** Every optional argument of a type as undefined, those within others too. */
function nothingOf(type: string, within = ""): Record<string, undefined> {
    const isBelow = (path: string) => path.startsWith(within) && /^\w+$/.test(path.slice(within.length));
    const optional = placesOf(type).filter(({ path, isOptional }) => isOptional && isBelow(path));
    return Object.fromEntries(optional.map(({ path }) => [path.slice(within.length), undefined]));
}

const nothing = {
    cluster: nothingOf("ClusterArgs"),
    server: nothingOf("ClusterArgs", "server."),
    kubeconfig: nothingOf("ClusterArgs", "kubeconfig."),
    registry: nothingOf("ClusterArgs", "registry."),
    registries: nothingOf("ClusterArgs", "registries."),
    transform: nothingOf("ClusterArgs", "transform."),
    pool: nothingOf("AgentPoolArgs"),
    release: nothingOf("HelmReleaseArgs"),
    manifest: nothingOf("ManifestArgs"),
    endpoint: nothingOf("ServiceEndpointArgs"),
    host: nothingOf("HostServiceArgs"),
};
const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "app" } };

/** With or without what is undefined. */
function program({ cluster, pool, release, manifest, endpoint, host, ...parts }: Partial<typeof nothing>) {
    const { server, kubeconfig, registry, registries, transform } = parts;
    const more = { server: { ...server }, kubeconfig: { ...kubeconfig }, registry: { ...registry } };
    const dev = new Cluster("dev", {
        ...cluster,
        ...{ ...more, registries: { ...registries }, transform: { ...transform }, agents: 1 },
    });
    new AgentPool("more", { ...pool, cluster: dev });
    new HelmRelease("web", { ...release, cluster: dev, chart: "web", repo: "https://charts.example" });
    new Manifest("objects", { ...manifest, cluster: dev, objects: [object] });
    new ServiceEndpoint("site", { ...endpoint, cluster: dev, service: "web", port: 80 });
    new HostService("desk", { ...host, cluster: dev, hostPort: 3000 });
}

it("an argument that is undefined is one that is not given", async () => {
    expect(Object.values(nothing).every((its) => Object.keys(its).length > 0)).toBe(true);
    expect(Object.keys(nothing.cluster).length).toBeGreaterThan(15);
    const [without, withNothing] = [
        await registrationsOf(() => program({})),
        await registrationsOf(() => program(nothing)),
    ];
    expect(withNothing).toEqual(without);
    expect(without.length).toBeGreaterThan(30);
});
