import { Failure } from "../failure";
import { type Api } from "../kubernetes/api";
import { ApiError, CaMismatch, Unreachable } from "../kubernetes/errors";
import { uninstallRelease } from "../helm/uninstall";
import { look } from "../kubernetes/look";
import { onChange } from "../kubernetes/progress";
import { deadlineSignal, isDeadline } from "../nodes/until-ready";
import { untilAnswered } from "../kubernetes/until-answered";
import { type Context, type Difference, type Lifecycle, unknownValue } from "../lifecycle";
import { changedKeys } from "./support/difference";

export interface SharedReleaseInputs {
    kubeconfig: string;
    clusterId: string;
    /** The Helm release's name. */
    release: string;
    namespace: string;
    /** The prefix of the release's description. */
    mark: string;
    timeoutSeconds: number;
}

/** The inputs that identify the release: a change of one means another release. */
const place = new Set(["clusterId", "namespace", "release"]);

/**
 * Uninstalls a Helm release in a cluster of another stack. It is created before the release, and deleted in its place:
 * Pulumi's own plugin cannot delete a release of a cluster that is gone.
 */
export class SharedRelease implements Lifecycle<SharedReleaseInputs> {
    constructor(private readonly access: { connect(kubeconfig: string): Promise<Api> }) {}

    create(inputs: SharedReleaseInputs): Promise<{ id: string; outputs: SharedReleaseInputs }> {
        return Promise.resolve({ id: `${inputs.namespace}/${inputs.release}`, outputs: inputs });
    }

    /** Requests no replacement for an unknown value, which will most likely be the same. */
    diff(_id: string, old: SharedReleaseInputs, inputs: SharedReleaseInputs): Promise<Difference> {
        const keys = changedKeys(old, inputs);
        const replaces = keys.filter((key) => place.has(key) && inputs[key] !== unknownValue);
        return Promise.resolve({ changes: keys.length > 0, replaces, deleteBeforeReplace: false });
    }

    update(_id: string, _old: SharedReleaseInputs, inputs: SharedReleaseInputs): Promise<SharedReleaseInputs> {
        return Promise.resolve(inputs);
    }

    async delete(_id: string, inputs: SharedReleaseInputs, context: Context): Promise<void> {
        const report = onChange(context);
        let last = "finding its records";
        const progress = (message: string) => report((last = message));
        try {
            const api = await this.access.connect(inputs.kubeconfig);
            const why = await goneBecause(api);
            if (why !== undefined) {
                report(`the cluster no longer exists, and neither does the release ${inputs.release}: ${why}`);
                return;
            }
            await uninstallRelease(api, inputs, deadlineSignal(inputs.timeoutSeconds), { progress });
        } catch (error) {
            throw error instanceof Failure ? error : notUninstalled(inputs, last, error);
        }
    }
}

/** Returns why the cluster is gone, or undefined when it answers. A cluster that is starting gets ten seconds. */
async function goneBecause(api: Api): Promise<string | undefined> {
    let last: unknown;
    const ask = async (signal: AbortSignal) => {
        await api.request("GET", "/readyz", { signal }).catch((error: unknown) => {
            if (!isDeadline(error)) last = error;
            throw error;
        });
    };
    try {
        await look(api, (signal) => untilAnswered(() => ask(signal), signal));
        return undefined;
    } catch (error) {
        if (error instanceof CaMismatch) return error.message;
        // A server that refuses requests exists, however long it refuses them.
        if (!isDeadline(error) || last instanceof ApiError) throw last ?? error;
        return last instanceof Unreachable ? last.message : `${api.server} does not answer`;
    }
}

function notUninstalled({ release, namespace, timeoutSeconds }: SharedReleaseInputs, last: string, cause: unknown) {
    const within = isDeadline(cause) ? ` within ${timeoutSeconds} s` : "";
    return new Failure(`The release ${release} in the namespace ${namespace} was not uninstalled${within}.`, {
        why: isDeadline(cause) ? last : [(cause as Error).message, `while: ${last}`],
        next: "correct that, then run the same again: it continues with the rest",
        cause,
    });
}
