import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "./argument-error";
import { objectOf, secret, type RulesOf } from "./compound-rules";
import type { Problem, Rule } from "./problem";
import { isLater } from "./rule";

/**
 * Checks a component's arguments before anything is created, and refuses those it does not have.
 *
 * Every argument needs a rule. An Output is refused unless the rule is wrapped in `input`; pass such an argument on
 * through {@link checkedInput}, which checks it as soon as it is known.
 *
 * @param relations problems between arguments; called only when each is fine by itself.
 * @throws ArgumentError with every problem found.
 *
 * @example
 * checkArguments<ClusterArgs>("Cluster", name, args, {
 *     version: optional(k3sVersion),
 *     agents: optional(integer(0, 50)),
 *     apiPort: optional(port),
 *     dataVolume: optional(either(boolean, nonBlank)),
 *     podSubnet: optional(cidr),
 *     serviceSubnet: optional(cidr),
 *     namespace: optional(input(dnsLabel)),
 *     transform: optional(anything),
 * }, () => overlap(args.podSubnet, args.serviceSubnet)
 *     ? [{ path: "podSubnet", message: `must not overlap serviceSubnet, but ...` }]
 *     : []);
 */
export function checkArguments<Args extends object>(
    component: string,
    componentName: string,
    args: Args,
    rules: RulesOf<Args>,
    relations: () => Problem[] = () => [],
): void {
    const single = objectOf<Args>(rules)(args, "").map((problem) =>
        problem.path === "" ? { ...problem, path: "The arguments" } : problem,
    );
    const problems = single.length > 0 ? single : relations();
    if (problems.length > 0) throw new ArgumentError(component, componentName, problems);
}

/**
 * An argument that may be an Output, checked when its value is known; a secret stays one, and stays out of the error.
 *
 * @example const namespace = checkedInput("ServiceEndpoint", name, "namespace", args.namespace ?? "default", dnsLabel);
 */
export function checkedInput<T>(
    component: string,
    componentName: string,
    path: string,
    value: pulumi.Input<T>,
    rule: Rule,
): pulumi.Output<T> {
    const output = pulumi.output(value);
    return output.apply(async (known) => {
        const problems = rule(known, path);
        if (problems.length === 0) return known;
        const isSecret = await pulumi.isSecret(output);
        throw new ArgumentError(component, componentName, isSecret ? secret(rule)(known, path) : problems);
    }) as pulumi.Output<T>;
}

/** The value when it is plain, undefined while it is an Output or a Promise: for decisions made at construction. */
export function known<T>(value: pulumi.Input<T> | undefined): T | undefined {
    return isLater(value) ? undefined : (value as T | undefined);
}
