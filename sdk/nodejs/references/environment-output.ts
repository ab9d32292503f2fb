import * as pulumi from "@pulumi/pulumi";
import { type Variable } from "./reference";

/** Variables as one output: what a function over references gives, for languages that have no such function. */
export function environmentOutput(variables: Variable[]): pulumi.Output<Record<string, string>> {
    return pulumi.output(Object.fromEntries(variables.map(({ name, value }) => [name, pulumi.output(value)])));
}
