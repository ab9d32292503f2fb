import type Docker from "dockerode";
import { Failure } from "../../failure";
import { execute } from "../containers/execute";
import { byDigest, fullImageName, localhostImageName } from "../../../shared/docker/image-reference";

const containerdSocket = "/run/k3s/containerd/containerd.sock";
const secondsForContainerd = 60;

/**
 * Waits for the node's containerd. It starts a moment after its container: the shell waits for its socket, and `ctr`
 * reports the problem when there is none. All is one script, because each exec, and each start of `ctr`, takes as long
 * as a small image.
 */
const awaitContainerd = `
for _ in $(seq ${secondsForContainerd * 10}); do
    [ -S ${containerdSocket} ] && break
    sleep 0.1
done`;

const importAndCheck = `${awaitContainerd}
k3s ctr images import - || exit
k3s ctr images check -q "$@" || true`;

/**
 * Imports an image that was saved by its digest, and so has no name in the archive. The script imports it under a name
 * that nothing else has, because its digest in the node is another one when the daemon does not store images as
 * registries do.
 */
const importUnnamed = `${awaitContainerd}
name=$1 base=import.invalid/\${1##*:}
k3s ctr images import --digests --base-name "$base" - || exit
imported=$(k3s ctr images ls -q "name~=^$base@")
k3s ctr images tag --force "$imported" "$name" >/dev/null || exit
k3s ctr images rm "$imported" >/dev/null
k3s ctr images check -q "name==$name" || true`;

/**
 * Imports an archive, of Docker's own format or an OCI layout, and checks that the image is there. Docker's containerd
 * image store saves an index of all platforms, but the content of only those it has; containerd takes what fits the
 * node.
 */
export async function importImage(
    docker: Docker,
    container: string,
    image: string,
    openArchive: () => Promise<NodeJS.ReadableStream>,
): Promise<void> {
    const refuse = (why: string[], next: string) =>
        new Failure(`The image "${image}" could not be loaded into ${container}.`, { why, next });
    const digestName = byDigest(image);
    const [name, ofPodman] = [digestName ?? fullImageName(image), localhostImageName(image)];
    const command = digestName
        ? [importUnnamed, "sh", name]
        : [importAndCheck, "sh", `name==${name}`, `name==${ofPodman}`];
    const { exitCode, output } = await execute(docker, container, ["sh", "-c", ...command], openArchive);
    const lines = output.split("\n");
    if (exitCode !== 0) {
        throw output.includes("no match for platform")
            ? refuse(
                  ["the daemon does not have it for the node's platform"],
                  "build or pull it for that one (--platform)",
              )
            : refuse(lines.slice(-5), "look at the lines above; often the disk is full (docker system df)");
    }
    if (ofPodman !== name && lines.includes(ofPodman)) {
        const tag = ["k3s", "ctr", "images", "tag", "--force", ofPodman, name];
        const tagged = await execute(docker, container, tag);
        if (tagged.exitCode !== 0)
            throw refuse([tagged.output], `look whether ${container} runs, then run pulumi up again`);
    } else if (!lines.includes(name)) {
        throw refuse(
            [`the import succeeded, but the node has no complete image "${name}"`],
            "look whether the daemon has the image for the node's platform (docker image inspect), and name it with its tag",
        );
    }
}
