import * as pulumi from "@pulumi/pulumi";
import { ArgumentError, Cluster } from "../../sdk/nodejs";
import { componentOf } from "./components";
import { givenCluster, remember } from "./known-clusters";

/** Creates a component with its children for a program in any language. */
export async function construct(
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
): Promise<pulumi.provider.ConstructResult> {
    const component = componentOf(type);
    if (!component)
        throw new Error(`This version of the plugin k3s has no component ${type}: use the one that the SDK is of.`);
    // An ArgumentError lists all problems with their paths, and is passed on as it is. To the paths of an
    // InputPropertiesError Pulumi would add the values, including passwords and whole files.
    const made = component.make(name, await withCluster(type, name, inputs), options);
    if (made instanceof Cluster) await remember(made);
    const values = made as unknown as Record<string, unknown>;
    return { urn: made.urn, state: Object.fromEntries(component.outputs.map((key) => [key, values[key]])) };
}

async function withCluster(type: string, name: string, inputs: pulumi.Inputs): Promise<pulumi.Inputs> {
    if (!("cluster" in inputs)) return inputs;
    const found = await givenCluster(inputs.cluster);
    if ("path" in found) throw new ArgumentError(type.replace(/^.*:/, ""), name, [found]);
    return { ...inputs, cluster: found.cluster };
}
