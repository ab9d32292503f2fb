import { isPrivateFile, removePrivateFiles, writePrivateFile } from "../kubeconfig/files";
import { withAbsolutePaths } from "../kubernetes/access/named-files";
import { type Difference, type Lifecycle } from "../lifecycle";
import { changedKeys } from "./support/difference";

export interface KubeconfigFilesInputs {
    /** The folder of all clusters' files, removed with the last of them. */
    root: string;
    /** Absolute paths of the two variants. */
    path: string;
    containerPath: string;
    kubeconfig: string;
    containerKubeconfig: string;
}

/** The two variants of the kubeconfig as files that only the user can read: mode 0600 in a folder of mode 0700. */
export class KubeconfigFiles implements Lifecycle<KubeconfigFilesInputs> {
    async create(inputs: KubeconfigFilesInputs): Promise<{ id: string; outputs: KubeconfigFilesInputs }> {
        await writeBoth(inputs);
        return { id: inputs.path, outputs: inputs };
    }

    async diff(_id: string, old: KubeconfigFilesInputs, inputs: KubeconfigFilesInputs): Promise<Difference> {
        return { changes: changedKeys(old, inputs).length > 0 || !(await bothWritten(old)) };
    }

    async update(
        _id: string,
        old: KubeconfigFilesInputs,
        inputs: KubeconfigFilesInputs,
    ): Promise<KubeconfigFilesInputs> {
        await writeBoth(inputs);
        const left = [old.path, old.containerPath].filter(
            (path) => ![inputs.path, inputs.containerPath].includes(path),
        );
        await removePrivateFiles(left, old.root);
        return inputs;
    }

    delete(_id: string, old: KubeconfigFilesInputs): Promise<void> {
        return removePrivateFiles([old.path, old.containerPath], old.root);
    }
}

/**
 * Returns the kubeconfig with absolute paths: a reader resolves relative ones against the file's folder, but they were
 * written for the program's folder.
 */
function ownText({ kubeconfig }: KubeconfigFilesInputs): string {
    return withAbsolutePaths(kubeconfig);
}

async function writeBoth(inputs: KubeconfigFilesInputs): Promise<void> {
    await writePrivateFile(inputs.path, ownText(inputs));
    await writePrivateFile(inputs.containerPath, inputs.containerKubeconfig);
}

async function bothWritten(inputs: KubeconfigFilesInputs): Promise<boolean> {
    const written = [
        isPrivateFile(inputs.path, ownText(inputs)),
        isPrivateFile(inputs.containerPath, inputs.containerKubeconfig),
    ];
    return (await Promise.all(written)).every(Boolean);
}
