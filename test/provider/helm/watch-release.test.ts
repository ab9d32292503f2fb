import { paths } from "../../../provider/kubernetes/api-paths";
import { watchRelease } from "../../../provider/helm/watch-release";
import { type FakeCluster, fakeCluster, record } from "./fake-cluster";

const release = { namespace: "work", release: "web", atomic: false, waitForJobs: false };
const object = (kind: string, name: string) => `apiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
const since = { namespace: "work", creationTimestamp: "2026-01-02T03:04:06Z" };

let cluster: FakeCluster;

beforeEach(async () => (cluster = await fakeCluster()));
afterEach(() => cluster.close());

/** Stores the record of an installation in progress, with the hook and the objects that Helm waits for. */
function given(hook: string, manifest = ""): void {
    const hooks = [{ events: ["pre-install"], manifest: hook }];
    const [path, secret] = record("pending-install", { release: { manifest, hooks } });
    cluster.objects.set(path, secret);
}

it.each([
    ["Pod", paths.pods("work"), { phase: "Failed" }, "has failed"],
    [
        "Job",
        paths.jobs("work"),
        { conditions: [{ type: "Failed", status: "True", message: "back-off" }] },
        "it failed: back-off",
    ],
])("a hook that is a %s and failed is told, and given an end", async (kind, path, status, why) => {
    given(object(kind, "check"));
    cluster.objects.set(`${path}/check`, { metadata: { name: "check", ...since }, status } as object);
    const evidence = await watchRelease(cluster.api, release, AbortSignal.timeout(20_000));
    expect(evidence).toMatch(`A hook of the release web cannot complete.\n  ${kind} work/check: ${why}`);
    expect([...cluster.patches]).toEqual([[`${path}/check`, { spec: { activeDeadlineSeconds: 1 } }]]);
});

it("how far Helm's own wait has come is told until its end", async () => {
    given(object("Job", "check"), `${object("Deployment", "web")}---\n${object("Job", "seed")}`);
    const ended = new AbortController();
    const messages: string[] = [];
    const report = (message: string) => {
        messages.push(message);
        ended.abort(new Error("Helm came to its end"));
    };
    const watched = { ...release, atomic: true, waitForJobs: true };
    await expect(watchRelease(cluster.api, watched, ended.signal, report)).rejects.toThrow("Helm came to its end");
    expect(messages).toEqual(["0 of 1 Deployment available; 0 of 1 Job completed"]);
});
