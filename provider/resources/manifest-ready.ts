import { type Api } from "../kubernetes/api";
import { look } from "../kubernetes/look";
import { deadlineSignal } from "../nodes/until-ready";
import { lookAtWorkloads } from "../workloads/await-workloads";
import { untilAvailable } from "../workloads/until-available";
import { type WorkloadReference } from "../workloads/workload-reference";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changed, changedKeys, unchanged } from "./support/difference";

/** A workload as its own resource has applied it. */
export interface AppliedWorkload extends WorkloadReference {
    /** Changes when the object is recreated. */
    uid: string;
    /** Changes with the object's specification; absent for kinds without a generation. */
    generation?: number;
}

export interface ManifestReadyInputs {
    kubeconfig: string;
    clusterId: string;
    /** The Manifest's name. */
    manifest: string;
    workloads: AppliedWorkload[];
    timeoutSeconds: number;
    dockerHost?: string;
}

/** Waits until the workloads of a Manifest are available, and reports evidence when they are not. */
export class ManifestReady implements Lifecycle<ManifestReadyInputs> {
    constructor(private readonly access: { connect(kubeconfig: string): Promise<Api> }) {}

    async create(inputs: ManifestReadyInputs, context: Context): Promise<{ id: string; outputs: ManifestReadyInputs }> {
        await this.available(inputs, [], context);
        return { id: inputs.manifest, outputs: inputs };
    }

    /**
     * Returns no change on errors: a deleted object is recreated by its own resource, and only ClusterReady reports a
     * silent cluster.
     */
    async diff(_id: string, old: ManifestReadyInputs, inputs: ManifestReadyInputs): Promise<Difference> {
        const keys = changedKeys(old, inputs).filter((key) => key !== "manifest");
        if (keys.length > 0) return { changes: true, replaces: keys.filter((key) => key === "clusterId") };
        try {
            const api = await this.access.connect(inputs.kubeconfig);
            const references = awaited(inputs.workloads, old.workloads);
            const workloads = await look(api, (signal) => lookAtWorkloads(api, references, signal));
            return workloads.every(({ problem }) => problem === undefined) ? unchanged : changed;
        } catch {
            return unchanged;
        }
    }

    async update(
        _id: string,
        old: ManifestReadyInputs,
        inputs: ManifestReadyInputs,
        context: Context,
    ): Promise<ManifestReadyInputs> {
        await this.available(inputs, old.workloads, context);
        return inputs;
    }

    private async available(inputs: ManifestReadyInputs, before: AppliedWorkload[], context: Context): Promise<void> {
        const { kubeconfig, manifest, workloads, timeoutSeconds } = inputs;
        const whose = { what: `Manifest ${manifest}`, timeoutSeconds, correct: "the object" };
        const api = await this.access.connect(kubeconfig);
        await untilAvailable(api, whose, awaited(workloads, before), deadlineSignal(timeoutSeconds), context);
    }
}

/**
 * Returns the workloads to wait for.
 *
 * @param before The workloads of the last successful wait: a Job among them may have removed itself.
 */
function awaited(workloads: AppliedWorkload[], before: AppliedWorkload[]): WorkloadReference[] {
    const known = new Set(before.map(({ uid }) => uid));
    const remedy = "run pulumi up --refresh, which makes it again";
    return workloads.map((workload) => ({ ...workload, remedy, isDone: known.has(workload.uid) }));
}
