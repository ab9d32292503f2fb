import type { V1Pod, V1ReplicaSet } from "@kubernetes/client-node";
import { podsOf } from "../../../provider/workloads/pods-of";

const ownedBy = (uid: string, metadata: object) => ({ metadata: { ...metadata, ownerReferences: [{ uid }] } });
const names = (pods: V1Pod[]) => pods.map(({ metadata }) => metadata?.name);
const revision = (value: string) => ({ annotations: { "deployment.kubernetes.io/revision": value } });

it("leaves out the pods of a Deployment's older revisions, which may be broken for ever", () => {
    const deployment = { metadata: { uid: "d", ...revision("2") } };
    const sets = [ownedBy("d", { uid: "old", ...revision("1") }), ownedBy("d", { uid: "new", ...revision("2") })];
    const pods = [
        ownedBy("old", { name: "broken" }),
        ownedBy("new", { name: "fine" }),
        ownedBy("x", { name: "other" }),
    ];
    const current = podsOf("Deployment", deployment, pods as unknown as V1Pod[], sets as unknown as V1ReplicaSet[]);
    expect(names(current)).toEqual(["fine"]);
});

describe("of a StatefulSet", () => {
    const ready = { status: { conditions: [{ type: "Ready", status: "True" }] } };
    const labels = (hash: string) => ({ labels: { "controller-revision-hash": hash } });
    const old = (name: string, more: object = {}) => ownedBy("s", { name, ...labels("web-1"), ...more });
    const pods = [
        { ...old("web-0"), ...ready },
        old("web-1"),
        { ...old("web-2", { deletionTimestamp: "2026-01-01T00:00:00Z" }), ...ready },
        ownedBy("s", { name: "web-3", ...labels("web-2") }),
    ];
    const waitedFor = (spec: object) => {
        const set = { metadata: { uid: "s" }, spec, status: { updateRevision: "web-2" } };
        return names(podsOf("StatefulSet", set, pods as unknown as V1Pod[], []));
    };

    it("leaves out pods of an older revision that are replaced by themselves", () => {
        expect(waitedFor({})).toEqual(["web-1", "web-2", "web-3"]);
        expect(waitedFor({ podManagementPolicy: "Parallel" })).toEqual(["web-2", "web-3"]);
    });

    it("has those that its partition or its strategy keeps", () => {
        const partition = { type: "RollingUpdate", rollingUpdate: { partition: 1 } };
        const parallel = { podManagementPolicy: "Parallel" };
        expect(waitedFor({ ...parallel, updateStrategy: partition })).toEqual(["web-0", "web-2", "web-3"]);
        expect(waitedFor({ ...parallel, updateStrategy: { type: "OnDelete" } })).toHaveLength(4);
    });
});

it("has of a DaemonSet's older pods those that are on their way out, or stay (OnDelete)", () => {
    const generation = (value: string) => ({ labels: { "pod-template-generation": value } });
    const set = (type: string) => ({
        metadata: { uid: "d", annotations: { "deprecated.daemonset.template.generation": "2" } },
        spec: { updateStrategy: { type } },
    });
    const pods = [
        ownedBy("d", { name: "old", ...generation("1") }),
        ownedBy("d", { name: "leaving", ...generation("1"), deletionTimestamp: "2026-01-01T00:00:00Z" }),
        ownedBy("d", { name: "new", ...generation("2") }),
    ] as unknown as V1Pod[];
    expect(names(podsOf("DaemonSet", set("RollingUpdate"), pods, []))).toEqual(["leaving", "new"]);
    expect(names(podsOf("DaemonSet", set("OnDelete"), pods, []))).toHaveLength(3);
});
