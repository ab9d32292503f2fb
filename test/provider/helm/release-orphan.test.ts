import { failInterruptedUpgrade, removeReleaseOrphan } from "../../../provider/helm/release-orphan";
import { decodeRelease } from "../../../provider/helm/stored-release";
import { type FakeCluster, fakeCluster, record } from "./fake-cluster";

const mark = "pulumi-k3s shop/dev/k8s#1a2b3c4d";
const made = (description: string) => ({ release: { info: { description } } });
const ours = made(`${mark}, chart files 0123456789abcdef`);
const theirs = made("Install complete");

let cluster: FakeCluster;

beforeEach(async () => (cluster = await fakeCluster()));
afterEach(() => cluster.close());

function given(...records: ReturnType<typeof record>[]): void {
    for (const [path, secret] of records) cluster.objects.set(path, secret);
}

/** Removes the orphans of the release, as before its installation. Returns which of Helm's records are left. */
async function left(): Promise<string[]> {
    await removeReleaseOrphan(cluster.api, { namespace: "work", release: "web", mark });
    return [...cluster.objects.keys()].map((path) =>
        path.replace(/.*namespaces\//, "").replace("secrets/sh.helm.release.v1.", ""),
    );
}

describe("before a release is installed, Helm's records of one of its name", () => {
    it.each([
        ["that was ended in its midst", [record("pending-install", made("Initial install underway"))]],
        ["that failed", [record("failed", made('Release "web" failed: timed out'))]],
        [
            "that failed again and again",
            [record("failed"), record("failed", { version: 2 }), record("pending-upgrade", { version: 3 })],
        ],
        ["that is ours, and was not recorded", [record("deployed", ours)]],
        [
            "that is ours, whatever became of its upgrade",
            [record("deployed", ours), record("pending-upgrade", { version: 2 })],
        ],
    ])("are removed %s", async (_, records) => {
        given(...records);
        expect(await left()).toEqual([]);
    });

    it.each([
        ["is complete", [record("deployed", theirs)]],
        [
            "is complete, and of another cluster or stack",
            [record("deployed", made("pulumi-k3s shop/dev/k8s#99999999"))],
        ],
        ["is complete, and being upgraded", [record("deployed", theirs), record("pending-upgrade", { version: 2 })]],
        [
            "is complete, and an upgrade failed",
            [
                record("deployed", theirs),
                record("failed", { version: 10 }),
                record("superseded", { version: 2, ...theirs }),
            ],
        ],
        [
            "was ours before somebody upgraded it",
            [record("superseded", ours), record("deployed", { version: 2, ...theirs })],
        ],
        ["was uninstalled, and kept", [record("uninstalled", made("Uninstallation complete"))]],
    ])("stay when it is somebody else's and %s", async (_, records) => {
        given(...records);
        expect(await left()).toHaveLength(records.length);
    });

    it("are no other release's, nor another namespace's", async () => {
        given(record("failed"), record("failed", { name: "web2" }), record("failed", { namespace: "other" }));
        expect(await left()).toEqual(["work/web2.v1", "other/web.v1"]);
    });
});

it("before an upgrade, the record of one that was ended in its midst is one of a failure, and no other changes", async () => {
    const [path, interrupted] = record("pending-upgrade", {
        version: 3,
        release: { manifest: "kind: Job", info: { description: "Preparing upgrade" } },
    });
    given(record("deployed", ours), record("failed", { version: 2 }), [path, interrupted]);
    await failInterruptedUpgrade(cluster.api, { namespace: "work", release: "web" });

    expect([...cluster.patches.keys()]).toEqual([path]);
    const { metadata, data } = cluster.patches.get(path) as { metadata: object; data: { release: string } };
    expect(metadata).toEqual({ labels: { status: "failed" } });
    expect(decodeRelease(data.release)).toEqual({
        manifest: "kind: Job",
        info: { description: "Preparing upgrade", status: "failed" },
    });
});
