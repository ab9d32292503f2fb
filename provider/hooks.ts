/**
 * What the program itself does beside an operation of Pulumi's own plugins. Loaded only when there is one: a program needs no
 * client of Docker or Kubernetes.
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

/** Before a container is made; see {@link removeOrphan} and {@link refuseTakenNodes}. */
export async function beforeCreate(wanted: WantedObject & WantedPlaces, dockerHost?: string): Promise<void> {
    await asUserError(async () => {
        const docker = await connectDocker(dockerHost);
        await refuseTakenNodes(docker, wanted);
        await removeOrphan(docker, wanted);
    });
}

/** Before a volume is made; see {@link refuseForeignVolume}. */
export async function beforeVolume(wanted: WantedVolume, dockerHost?: string): Promise<void> {
    await asUserError(async () => refuseForeignVolume(await connectDocker(dockerHost), wanted));
}

/** Before the nodes' image is handed to the Docker plugin; see {@link provideNodeImage}. */
export async function beforeNodeImage(image: string, dockerHost?: string): Promise<void> {
    await asUserError(async () => provideNodeImage(await connectDocker(dockerHost), image, machineCredentials));
}

/** Before a release is made; see {@link removeReleaseOrphan}. */
export async function beforeRelease(wanted: WantedRelease, kubeconfig: string): Promise<void> {
    await asUserError(async () => removeReleaseOrphan(await connectKubernetes(kubeconfig), wanted));
}

/** Before a release is upgraded; see {@link failInterruptedUpgrade}. */
export async function beforeUpgrade(wanted: Omit<WantedRelease, "mark">, kubeconfig: string): Promise<void> {
    await asUserError(async () => failInterruptedUpgrade(await connectKubernetes(kubeconfig), wanted));
}

/** After a release was made or upgraded; see {@link outdatedDefinitions}. */
export async function afterRelease(release: ChartOfRelease, kubeconfig: string): Promise<string | undefined> {
    return outdatedDefinitions(await connectKubernetes(kubeconfig), release);
}

/** Before an object is made of a kind that the cluster may not have; see {@link refuseMissingKind}. */
export async function beforeObject(wanted: WantedKubernetesObject, kubeconfig: string): Promise<void> {
    await asUserError(async () => refuseMissingKind(await connectKubernetes(kubeconfig), wanted));
}

/** While Helm works on a release, until the signal; tells how far it is. See {@link watchRelease}. */
export async function whileReleasing(
    watched: WatchedRelease,
    kubeconfig: string,
    signal: AbortSignal,
    report?: (message: string) => void,
): Promise<string> {
    return watchRelease(await connectKubernetes(kubeconfig), watched, signal, report);
}
