import { clusterSettings } from "../../../sdk/nodejs/cluster/arguments/cluster-settings";
import { docker } from "../../e2e/support/docker";

const settings = clusterSettings({}, { image: process.env.K3S_TEST_IMAGE });

export { webImage } from "../../e2e/support/environment";

/** The node image that a program of the test takes. */
export const nodeImage = settings.image as string;

/** Components that a cluster has off by itself; peers are told to have them off too. */
export const disabled = (settings.disable as string[]).map((component) => `--disable=${component}`);

/** No side's time is to have the download in it. */
export async function haveNodeImage(): Promise<void> {
    await docker("image", "inspect", "--format", "{{.Id}}", nodeImage).catch(() => docker("pull", nodeImage));
}
