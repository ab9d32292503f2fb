import { posix } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { lifecycleResource } from "../../../provider/shims/lifecycle-resource";
import { type ClusterCore } from "../cluster/cluster-core";
import { namePrefix } from "../cluster/names";
import { afterResource } from "./after-resource";
import { type FileInContainer } from "./reference";
import { valueOr } from "./settled";

/**
 * Creates the volumes that give containers a cluster's kubeconfig if the daemon cannot copy it into them; one for each
 * user.
 *
 * @returns a function that creates the volume for a user, unless it exists already, and returns its name. The name is
 * empty if the container takes the file itself.
 */
export function kubeconfigVolumes(
    { name, owner, nodes, dockerHost }: ClusterCore,
    { path, content }: Pick<FileInContainer, "path" | "content">,
    parent: pulumi.Resource,
): NonNullable<FileInContainer["volumeOf"]> {
    const made = new Map<string, pulumi.Output<string>>();
    const prefix = nodes?.host.data.namePrefix ?? namePrefix(pulumi.getProject(), pulumi.getStack(), name);
    return (user, image) => {
        const role = `kubeconfig-${user.replaceAll(":", "-")}`;
        const earlier = made.get(role);
        if (earlier) return earlier;
        const [uid, gid] = user.split(":").map(Number);
        const resource = lifecycleResource(
            "v1.KubeconfigVolume",
            `${name}-${role}`,
            {
                name: pulumi.interpolate`${prefix}-${role}`,
                file: posix.basename(path),
                kubeconfig: content,
                user,
                uid: uid ?? 0,
                // Only the image knows the number of a group that is given by name.
                gid: Number.isInteger(gid) ? (gid ?? 0) : 0,
                image: nodes ? nodes.host.imageName(nodes.image) : image,
                owner,
                dockerHost,
            },
            { parent },
        );
        // If a preview does not know the daemon yet, it assumes that no volume is needed, as for most daemons.
        // Otherwise existing containers would be shown as changed in a stack that has no such resource yet.
        const volume = afterResource(valueOr(resource.output("volume"), ""), resource);
        made.set(role, volume);
        return volume;
    };
}
