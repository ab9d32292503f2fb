import { clustersInStack } from "../../../provider/model/stack-facts";

const urn = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const cluster = urn("k3s:index:Cluster", "dev");
const provider = urn("k3s:index:Cluster$pulumi:providers:kubernetes", "dev");
const secretKey = "4dabf18193072939515e22adb298388d";
const release = urn("k3s:index:HelmRelease", "web");
const manifest = urn("k3s:index:Manifest", "settings");

/** @param daemon its type, by which the program's language is told. */
function exported(daemon: string, kubeconfigPath: string): string {
    const inCluster = { provider: `${provider}::1234` };
    const resources = [
        { urn: cluster, type: "k3s:index:Cluster", outputs: { kubeconfigPath } },
        { urn: urn(daemon, "dev-daemon"), type: daemon, parent: cluster, outputs: { owner: "shop/old/dev#1234abcd" } },
        { urn: provider, type: "pulumi:providers:kubernetes", id: "1234", parent: cluster },
        { urn: release, type: "k3s:index:HelmRelease" },
        {
            urn: urn("kubernetes:helm.sh/v3:Release", "web"),
            ...{ type: "kubernetes:helm.sh/v3:Release", id: "shop/web", parent: release, ...inCluster },
            inputs: { values: { color: "red", auth: { pin: { [secretKey]: "1b47061264138c4ac30d75fd1eb44270" } } } },
            outputs: { values: { password: "planted" } },
        },
        { urn: manifest, type: "k3s:index:Manifest" },
        { urn: urn("x", "a"), type: "kubernetes:core/v1:ConfigMap", id: "shop/colors", parent: manifest, ...inCluster },
        { urn: urn("x", "b"), type: "kubernetes:apps/v1:Deployment", id: "shop/web", parent: manifest, ...inCluster },
        { urn: urn("x", "c"), type: "kubernetes:core/v1:Namespace", id: "shop", parent: manifest, ...inCluster },
        {
            urn: urn("x", "d"),
            type: "kubernetes:core/v1:Secret",
            id: "shop/old",
            parent: manifest,
            delete: true,
            ...inCluster,
        },
        { urn: urn("x", "e"), type: "kubernetes:core/v1:Secret", id: "shop/own", provider: "elsewhere::1" },
    ];
    return JSON.stringify({ version: 3, deployment: { resources } });
}

it.each(["pulumi-nodejs:dynamic/k3s:Daemon", "k3s:index:Daemon"])(
    "a stack says what is in its clusters (%s)",
    (daemon) => {
        const found = clustersInStack(
            exported(daemon, "/home/me/.pulumi-k3s/shop/new/dev/kubeconfig.yaml"),
            "/home/me/.pulumi-k3s",
        );
        const inStack = {
            name: "dev",
            releases: [{ name: "web", namespace: "shop" }],
            secretValues: { "shop/web": [["auth", "pin"]] },
            manifests: [
                {
                    name: "settings",
                    objects: [
                        { apiVersion: "v1", kind: "ConfigMap", namespace: "shop", name: "colors" },
                        { apiVersion: "apps/v1", kind: "Deployment", namespace: "shop", name: "web" },
                        { apiVersion: "v1", kind: "Namespace", namespace: "", name: "shop" },
                    ],
                },
            ],
        };
        // Its containers have the name of before, its files that of now.
        expect([...found]).toEqual([
            ["shop/old/dev", inStack],
            ["shop/new/dev", inStack],
        ]);
        expect(JSON.stringify([...found])).not.toContain("planted");
    },
);

it("files of another user's folder name no cluster here, and an empty stack has none", () => {
    expect([...clustersInStack(exported("k3s:index:Daemon", "/elsewhere/kubeconfig.yaml"), "/home/me").keys()]).toEqual(
        ["shop/old/dev"],
    );
    expect([...clustersInStack('{"version":3,"deployment":{}}', "/home/me")]).toEqual([]);
});
