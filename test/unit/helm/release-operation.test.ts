import type { V1Secret } from "@kubernetes/client-node";
import { releaseOperation } from "../../../provider/helm/release-operation";
import { encodeRelease } from "../../../provider/helm/stored-release";

const job = (name: string) => `apiVersion: batch/v1\nkind: Job\nmetadata: { name: ${name} }\n`;
/** A list has no name, and Helm stores it as it is. */
const list =
    "apiVersion: v1\nkind: List\nitems: [{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web } }]\n";
const began = "2026-01-02T03:04:05Z";

function operation(status: string) {
    const release = encodeRelease({
        manifest: [job("part"), "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n", list].join("---\n"),
        hooks: [
            { events: ["pre-install", "pre-upgrade"], manifest: job("migrate") },
            {
                events: ["post-upgrade"],
                manifest: `${job("announce").trimEnd()}\n`.replace("}", ", namespace: other }"),
            },
            { events: ["pre-upgrade"], manifest: "apiVersion: v1\nkind: Secret\nmetadata: { name: key }\n" },
            { events: ["pre-upgrade"], manifest: job("look").replace("batch/v1", "v1").replace("Job", "Pod") },
            { events: ["test"], manifest: job("try") },
        ],
    });
    // As the server sends it: the types of its client promise a Date.
    const record = { metadata: { labels: { status }, creationTimestamp: began }, data: { release } };
    return releaseOperation(record as unknown as V1Secret, "work");
}

const names = (references: { namespace: string; name: string }[]) =>
    references.map(({ namespace, name }) => `${namespace}/${name}`);

describe("what Helm waits for in an operation", () => {
    it.each([
        ["pending-install", ["work/migrate"]],
        ["pending-upgrade", ["work/migrate", "other/announce", "work/look"]],
        ["pending-rollback", []],
    ])("%s: the Jobs and Pods among the hooks that it runs", (status, hooks) => {
        expect(names(operation(status).hooks)).toEqual(hooks);
    });

    it("is no hook's Job that was there before", () => {
        expect(operation("pending-install").hooks).toMatchObject([{ since: began }]);
    });

    it("is every workload of the chart, those in lists too", () => {
        expect(names(operation("pending-install").workloads)).toEqual(["work/part", "work/web"]);
    });
});
