import { clusterSettings } from "../../../sdk/nodejs/cluster/arguments/cluster-settings";
import { docker } from "../../e2e/support/docker";

const settings = clusterSettings({}, { image: process.env.K3S_TEST_IMAGE });

export { webImage } from "../../e2e/support/environment";

/** The node image that a program of the tests uses. */
export const nodeImage = settings.image as string;

/** The components that a cluster disables by default, as arguments for the peers. */
export const disabled = (settings.disable as string[]).map((component) => `--disable=${component}`);

/** Pulls the node image, so that no measurement includes the download. */
export async function haveNodeImage(): Promise<void> {
    await docker("image", "inspect", "--format", "{{.Id}}", nodeImage).catch(() => docker("pull", nodeImage));
}
