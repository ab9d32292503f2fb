import type * as pulumi from "@pulumi/pulumi";
import { removeCopies } from "../../../shared/kubeconfig/plugin-copies";

const given = new Set<string>();

/**
 * Takes the copies of a kubeconfig away that Pulumi's Kubernetes plugin makes, when the program ends: the plugin has made all
 * of them then, and reads them no more. It would leave them, with the keys.
 */
export function removeCopiesAtEnd(kubeconfig: pulumi.Output<string>): void {
    kubeconfig.apply((text) => {
        if (given.size === 0) process.once("exit", () => given.forEach((each) => removeCopies(each)));
        given.add(text);
    });
}
