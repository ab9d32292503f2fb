import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { Unreachable } from "../kubernetes/errors";
import { restoreMissing } from "../helm/restore-missing";
import { storedObjects } from "../helm/stored-release";
import { look } from "../kubernetes/look";
import { type ObjectReference, parseResourceNames } from "../kubernetes/object-reference";
import { deadlineSignal } from "../nodes/until-ready";
import { isIntact, missingObjects } from "../workloads/is-intact";
import { untilAvailable } from "../workloads/until-available";
import { type WorkloadReference } from "../workloads/workload-reference";
import { workloadProblem } from "../workloads/availability";
import { type Context, type Difference, type Lifecycle } from "../lifecycle";
import { changed, changedKeys, unchanged } from "./support/difference";

export interface WorkloadsReadyInputs {
    kubeconfig: string;
    clusterId: string;
    /** The Helm release's name. */
    release: string;
    namespace: string;
    /** The objects of the release, as its resource reports them. */
    resourceNames: Record<string, string[]>;
    /** The revision of the release; absent for the deployed one. */
    revision?: number;
    timeoutSeconds: number;
    /** If false, missing objects are created again, but nothing is waited for. */
    wait?: boolean;
    /** Wait until Jobs have completed. */
    waitForJobs?: boolean;
    /** Wait until Services of type LoadBalancer have an address. */
    waitForLoadBalancers?: boolean;
    dockerHost?: string;
}

interface WorkloadsReadyOutputs extends WorkloadsReadyInputs {
    /** The objects that the last refresh found deleted; absent when there were none. */
    missing?: string[];
}

/**
 * Waits until the workloads of a release are available. Reports evidence when they are not, and restores missing
 * objects.
 */
export class WorkloadsReady implements Lifecycle<WorkloadsReadyInputs, WorkloadsReadyOutputs> {
    constructor(private readonly access: { connect(kubeconfig: string): Promise<Api> }) {}

    async create(
        inputs: WorkloadsReadyInputs,
        context: Context,
    ): Promise<{ id: string; outputs: WorkloadsReadyInputs }> {
        const api = await this.access.connect(inputs.kubeconfig);
        await available(api, inputs, undefined, deadlineSignal(inputs.timeoutSeconds), context);
        return { id: `${inputs.namespace}/${inputs.release}`, outputs: inputs };
    }

    /** Only ClusterReady reports a cluster that does not answer. */
    async diff(_id: string, old: WorkloadsReadyOutputs, inputs: WorkloadsReadyInputs): Promise<Difference> {
        const keys = changedKeys(old, inputs);
        const replaces = keys.filter((key) => key === "clusterId" || key === "namespace" || key === "release");
        if (keys.length > 0) return { changes: true, replaces };
        if (old.missing) return changed;
        try {
            const api = await this.access.connect(inputs.kubeconfig);
            const seen = await look(api, (signal) => isIntact(api, references(inputs), awaited(inputs), signal));
            return seen ? unchanged : changed;
        } catch {
            return unchanged;
        }
    }

    /** Looks for deleted objects: Helm compares records, not objects, and so does not report them. */
    async read(_id: string, { missing: _known, ...old }: WorkloadsReadyOutputs): Promise<WorkloadsReadyOutputs> {
        try {
            const api = await this.access.connect(old.kubeconfig);
            const missing = await look(api, (signal) => missingObjects(api, references(old), signal));
            return missing.length > 0 ? { ...old, missing } : old;
        } catch {
            return old;
        }
    }

    async update(
        _id: string,
        old: WorkloadsReadyInputs,
        inputs: WorkloadsReadyInputs,
        context: Context,
    ): Promise<WorkloadsReadyInputs> {
        const { namespace, release, revision } = inputs;
        const api = await this.access.connect(inputs.kubeconfig);
        const signal = deadlineSignal(inputs.timeoutSeconds);
        const objects = await storedObjects(api, namespace, release, revision, signal);
        if (!objects) throw uninstalled(inputs);
        const restored = await restoreMissing(api, namespace, objects, signal);
        if (restored.length > 0) context.progress(`created again what was missing: ${restored.join(", ")}`);
        await available(api, inputs, old, signal, context);
        return inputs;
    }

    /**
     * Fails when the cluster does not answer. The release is deleted next, and Pulumi's plugin refuses that while the
     * cluster is dead, without a way out.
     */
    async delete(_id: string, { kubeconfig, release, namespace }: WorkloadsReadyInputs): Promise<void> {
        const api = await this.access.connect(kubeconfig);
        try {
            await api.request("GET", "/readyz");
        } catch (error) {
            if (error instanceof Unreachable) throw unreachable(release, namespace, error);
        }
    }
}

function unreachable(release: string, namespace: string, cause: Unreachable): Failure {
    return new Failure(`The release ${release} in the namespace ${namespace} cannot be uninstalled.`, {
        why: cause.message,
        next: "bring its cluster back (a local one: pulumi up), then run the same again; if the cluster will not come back, pulumi state delete --target-dependents <URN of the release> removes it from the state (pulumi stack --show-urns)",
        cause,
    });
}

function uninstalled({ namespace, release }: WorkloadsReadyInputs): Failure {
    return new Failure(`The release ${release} is no longer in the namespace ${namespace}.`, {
        why: "Helm has no record of it: it was uninstalled outside of Pulumi",
        next: "run pulumi up --refresh, which installs it again",
    });
}

function references({ resourceNames, namespace }: WorkloadsReadyInputs): ObjectReference[] {
    return parseResourceNames(resourceNames, namespace);
}

/** Returns the objects to wait for, of which Jobs and Services only when the arguments request it. */
function awaited(inputs: WorkloadsReadyInputs): WorkloadReference[] {
    if (inputs.wait === false) return [];
    const { waitForJobs = false, waitForLoadBalancers = false } = inputs;
    const asked: Record<string, boolean> = { Job: waitForJobs, Service: waitForLoadBalancers };
    return references(inputs).filter(
        (reference): reference is WorkloadReference =>
            reference.kind in workloadProblem && (asked[reference.kind] ?? true),
    );
}

/**
 * Waits until the release is available.
 *
 * @param before The inputs of the last successful wait.
 */
async function available(
    api: Api,
    inputs: WorkloadsReadyInputs,
    before: WorkloadsReadyInputs | undefined,
    signal: AbortSignal,
    context: Context,
): Promise<void> {
    const { release, namespace, timeoutSeconds } = inputs;
    const isDone = before !== undefined && hasSeenJobs(before, inputs);
    const remedy = `make it again (helm get manifest ${release} -n ${namespace} | kubectl create -n ${namespace} -f -, which leaves what is there as it is), then run pulumi up again`;
    const wanted = awaited(inputs).map((reference) => ({ ...reference, remedy, isDone }));
    await untilAvailable(api, { what: `release ${release}`, timeoutSeconds }, wanted, signal, context);
}

/**
 * Reports whether the last wait has seen the same Jobs complete. The Jobs of one revision stay the same, but Helm may
 * have recreated those of an older one.
 */
function hasSeenJobs({ waitForJobs, wait, revision }: WorkloadsReadyInputs, inputs: WorkloadsReadyInputs): boolean {
    return waitForJobs === true && wait !== false && revision === inputs.revision;
}
