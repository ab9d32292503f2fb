import { entriesOf } from "../../shared/kubeconfig/entries";
import {
    isEmptyKubeconfig,
    isMerged,
    isOnlyOf,
    merge,
    type MergeOptions,
    type Replaced,
    takeOut,
} from "../kubeconfig/merge";
import { changeFile, readUserFile } from "../kubeconfig/user-file";
import { type Difference, type Lifecycle } from "../lifecycle";
import { changed, changedKeys } from "./support/difference";

export interface KubeconfigMergeInputs {
    /** Absolute path of a kubeconfig that other programs use too. */
    path: string;
    kubeconfig: string;
    /** The cluster's context becomes the current one. */
    switchContext: boolean;
}

export interface KubeconfigMergeOutputs extends KubeconfigMergeInputs {
    /** The values in the file that the merge replaced, by key. */
    replaced: Replaced;
    /** There was no file before, or only one that an interrupted `up` had created. */
    madeFile: boolean;
}

/** The cluster's entries in the user's own kubeconfig. */
export class KubeconfigMerge implements Lifecycle<KubeconfigMergeInputs, KubeconfigMergeOutputs> {
    constructor(private readonly lockSeconds = 20) {}

    async create(inputs: KubeconfigMergeInputs): Promise<{ id: string; outputs: KubeconfigMergeOutputs }> {
        return { id: inputs.path, outputs: await this.merge(inputs) };
    }

    async diff(_id: string, old: KubeconfigMergeOutputs, inputs: KubeconfigMergeInputs): Promise<Difference> {
        if (changedKeys<KubeconfigMergeInputs>(old, inputs).length > 0) return changed;
        const entries = entriesOf(inputs.kubeconfig);
        return { changes: !(await readUserFile(inputs.path, (text = "") => isMerged(text, entries))) };
    }

    async update(
        _id: string,
        old: KubeconfigMergeOutputs,
        inputs: KubeconfigMergeInputs,
    ): Promise<KubeconfigMergeOutputs> {
        if (old.path === inputs.path) return this.merge(inputs, old);
        const outputs = await this.merge(inputs);
        await this.delete("", old);
        return outputs;
    }

    async delete(_id: string, { path, kubeconfig, replaced, madeFile }: KubeconfigMergeOutputs): Promise<void> {
        if (await readUserFile(path, (text) => text === undefined)) return;
        await changeFile(path, this.lockSeconds, (text = "") => {
            const left = takeOut(text, entriesOf(kubeconfig), replaced);
            return { text: madeFile && isEmptyKubeconfig(left) ? undefined : left, result: undefined };
        });
    }

    private merge(inputs: KubeconfigMergeInputs, old?: KubeconfigMergeOutputs): Promise<KubeconfigMergeOutputs> {
        const { path, kubeconfig, switchContext } = inputs;
        const earlier: MergeOptions["earlier"] = old && { ...old, entries: entriesOf(old.kubeconfig) };
        const entries = entriesOf(kubeconfig);
        return changeFile(path, this.lockSeconds, (text) => {
            const { text: merged, replaced } = merge(text ?? "", entries, { switchContext, earlier });
            const madeFile = text === undefined || (old ? old.madeFile : isOnlyOf(text, entries));
            return { text: merged, result: { ...inputs, replaced, madeFile } };
        });
    }
}
