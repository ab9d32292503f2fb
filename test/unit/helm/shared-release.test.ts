import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { HelmRelease, type HelmReleaseArgs } from "../../../sdk/nodejs";
import type { AnyCluster } from "../../../sdk/nodejs/cluster/cluster-core";
import { fakeCluster, findRegistration as find, registrationsOf } from "../support/recorded-program";
import { childrenOf, isSecret, shapeOf, urnLabel } from "../support/shape";

const remote = { chart: "podinfo", repo: "https://charts.example" };
const mark = "pulumi-k3s shop/test/dev#0a1b2c3d cluster-id";

/** A cluster of another stack. */
function sharedCluster(): AnyCluster {
    const { core, ...cluster } = fakeCluster("dev", { identity: false });
    return { ...cluster, core: { ...core, shared: true } };
}

const registered = (args: Partial<HelmReleaseArgs> = {}) =>
    registrationsOf(() => new HelmRelease("podinfo", { cluster: sharedCluster(), ...remote, ...args }));

describe("a HelmRelease in a cluster of another stack", () => {
    it("goes with a resource that uninstalls it, whatever has become of the cluster", async () => {
        const all = await registered({ releaseName: "web", namespace: "shop", timeoutSeconds: 60 });
        expect(shapeOf(childrenOf(all, "HelmRelease podinfo"))).toEqual([
            "Release podinfo",
            "SharedRelease podinfo-shared",
            "WorkloadsReady podinfo-ready",
        ]);
        const { inputs, dependencies } = find(all, "SharedRelease");
        expect(inputs).toMatchObject({ release: "web", namespace: "shop", timeoutSeconds: 60, mark });
        expect(inputs.clusterId).toBe("cluster-id");
        expect(isSecret(inputs.kubeconfig)).toBe(true);
        expect(dependencies.map(urnLabel)).toContain("kubernetes-Provider dev");
        for (const kind of ["Release", "WorkloadsReady"]) {
            expect(urnLabel(find(all, kind).deletedWith)).toBe("SharedRelease podinfo-shared");
        }
    });

    it("says in its description which cluster it was made for: a new one may have the old one's data", async () => {
        expect(find(await registered(), "Release").inputs.description).toBe(mark);
    });

    it("goes before what its values come from, and keeps no secret of theirs", async () => {
        class Database extends pulumi.CustomResource {
            declare readonly password: pulumi.Output<string>;
            constructor() {
                super("test:index:Database", "database", { password: pulumi.secret("hidden") });
            }
        }
        const all = await registrationsOf(() => {
            const { password } = new Database();
            return new HelmRelease("podinfo", { cluster: sharedCluster(), ...remote, values: { password } });
        });
        const { inputs, dependencies } = find(all, "SharedRelease");
        expect(dependencies.map(urnLabel)).toContain("Database database");
        expect(inputs.mark).toBe(mark);
    });

    it("is known by the description that a transform gives it", async () => {
        const transform = (args: kubernetes.helm.v3.ReleaseArgs) => ({ ...args, description: "ours" });
        expect(find(await registered({ transform }), "SharedRelease").inputs.mark).toBe("ours");
    });

    it("is left to Pulumi's plugin where a transform leaves its name to that", async () => {
        const transform = (args: kubernetes.helm.v3.ReleaseArgs) => ({ ...args, name: undefined });
        const all = await registered({ transform });
        expect(shapeOf(childrenOf(all, "HelmRelease podinfo"))).not.toContain("SharedRelease podinfo-shared");
        expect(find(all, "Release").deletedWith).toBe("");
    });
});
