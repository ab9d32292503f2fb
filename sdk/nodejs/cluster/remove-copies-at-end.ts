import type * as pulumi from "@pulumi/pulumi";
import { removeCopies } from "../../../shared/kubeconfig/plugin-copies";

const given = new Set<string>();

/**
 * Removes the copies of a kubeconfig that Pulumi's Kubernetes plugin created when the program ends. By then the plugin
 * has created all of them and does not read them any more. It would leave them with the keys.
 */
export function removeCopiesAtEnd(kubeconfig: pulumi.Output<string>): void {
    kubeconfig.apply((text) => {
        if (given.size === 0) process.once("exit", () => given.forEach((each) => removeCopies(each)));
        given.add(text);
    });
}
