import type { V1Pod, V1ReplicaSet } from "@kubernetes/client-node";
import { podsOf } from "../../../provider/kubernetes/workloads/pods-of";

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

it("leaves out the pods of a StatefulSet's older revision", () => {
    const set = { metadata: { uid: "s" }, status: { updateRevision: "web-2" } };
    const labels = (hash: string) => ({ labels: { "controller-revision-hash": hash } });
    const pods = [
        ownedBy("s", { name: "web-0", ...labels("web-1") }),
        ownedBy("s", { name: "web-1", ...labels("web-2") }),
    ];
    expect(names(podsOf("StatefulSet", set, pods as unknown as V1Pod[], []))).toEqual(["web-1"]);
});
