import * as pulumi from "@pulumi/pulumi";
import { type Variable } from "./reference";

/** Returns variables as one output, for languages that do not have the functions over references. */
export function environmentOutput(variables: Variable[]): pulumi.Output<Record<string, string>> {
    return pulumi.output(Object.fromEntries(variables.map(({ name, value }) => [name, pulumi.output(value)])));
}
