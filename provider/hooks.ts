/**
 * The hooks that run in the program's own process beside an operation of Pulumi's own plugins. The module is loaded
 * only when a hook runs: without one, a program needs no client of Docker or Kubernetes.
 */
import { connectDocker } from "./docker/daemon/connect";
import { removeOrphan, type WantedObject } from "./docker/containers/orphans";
import { machineCredentials } from "./docker/images/machine-credentials";
import { provideNodeImage } from "./docker/images/node-image";
import { refuseTakenNodes, type WantedPlaces } from "./docker/containers/taken-nodes";
import { refuseForeignVolume, type WantedVolume } from "./docker/volumes/volume-owner";
import { connectKubernetes } from "./kubernetes/client";
import { type ChartOfRelease, outdatedDefinitions } from "./helm/chart-definitions";
import { failInterruptedUpgrade, removeReleaseOrphan, type WantedRelease } from "./helm/release-orphan";
import { watchRelease, type WatchedRelease } from "./helm/watch-release";
import { refuseMissingKind, type WantedObject as WantedKubernetesObject } from "./kubernetes/missing-kind";
import { asUserError } from "./as-user-error";

/** Runs before a container is created; see {@link removeOrphan} and {@link refuseTakenNodes}. */
export async function beforeCreate(wanted: WantedObject & WantedPlaces, dockerHost?: string): Promise<void> {
    await asUserError(async () => {
        const docker = await connectDocker(dockerHost);
        await refuseTakenNodes(docker, wanted);
        await removeOrphan(docker, wanted);
    });
}

/** Runs before a volume is created; see {@link refuseForeignVolume}. */
export async function beforeVolume(wanted: WantedVolume, dockerHost?: string): Promise<void> {
    await asUserError(async () => refuseForeignVolume(await connectDocker(dockerHost), wanted));
}

/** Runs before the Docker plugin receives the nodes' image; see {@link provideNodeImage}. */
export async function beforeNodeImage(image: string, dockerHost?: string): Promise<void> {
    await asUserError(async () => provideNodeImage(await connectDocker(dockerHost), image, machineCredentials));
}

/** Runs before a release is created; see {@link removeReleaseOrphan}. */
export async function beforeRelease(wanted: WantedRelease, kubeconfig: string): Promise<void> {
    await asUserError(async () => removeReleaseOrphan(await connectKubernetes(kubeconfig), wanted));
}

/** Runs before a release is upgraded; see {@link failInterruptedUpgrade}. */
export async function beforeUpgrade(wanted: Omit<WantedRelease, "mark">, kubeconfig: string): Promise<void> {
    await asUserError(async () => failInterruptedUpgrade(await connectKubernetes(kubeconfig), wanted));
}

/** Runs after a release was created or upgraded; see {@link outdatedDefinitions}. */
export async function afterRelease(release: ChartOfRelease, kubeconfig: string): Promise<string | undefined> {
    return outdatedDefinitions(await connectKubernetes(kubeconfig), release);
}

/** Runs before an object of a kind that the cluster may not have is created; see {@link refuseMissingKind}. */
export async function beforeObject(wanted: WantedKubernetesObject, kubeconfig: string): Promise<void> {
    await asUserError(async () => refuseMissingKind(await connectKubernetes(kubeconfig), wanted));
}

/** Reports the progress of a release while Helm works on it, until the signal aborts. See {@link watchRelease}. */
export async function whileReleasing(
    watched: WatchedRelease,
    kubeconfig: string,
    signal: AbortSignal,
    report?: (message: string) => void,
): Promise<string> {
    return watchRelease(await connectKubernetes(kubeconfig), watched, signal, report);
}
