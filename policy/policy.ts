import { type ResourceValidationPolicy } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { Failure } from "../provider/failure";
import { isGuarded, productionLike } from "./guarded-stacks";
import { plainProperties } from "./plain-properties";
import { type Rule } from "./policy-rule";

/** Turns a rule into a mandatory Pulumi policy for the stacks that the policy's configuration names. */
export function policyOf(rule: Rule): ResourceValidationPolicy {
    return {
        name: rule.name,
        description: rule.description,
        enforcementLevel: "mandatory",
        configSchema: {
            properties: {
                stacks: {
                    type: "string",
                    default: productionLike,
                    description: "The stacks that it is for: a regular expression for organization/project/stack.",
                },
            },
        },
        validateResource: (args, report) => {
            if (!rule.types.includes(args.type)) return;
            const { stacks = productionLike } = args.getConfig<{ stacks?: string }>();
            const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
            const guarded = isGuarded(stack, stacks);
            if (guarded === false) return;
            const properties = plainProperties(args.props);
            const violations =
                guarded instanceof Failure
                    ? [guarded]
                    : rule.violations({ name: args.name, stack, isOurs: isOurs(args.urn), properties });
            for (const { message } of violations) report(message);
        },
    };
}

/**
 * Returns whether one of a resource's parents is a component of this package:
 * `urn:pulumi:stack::project::parent$child::name`.
 */
export function isOurs(urn: string): boolean {
    const [, , types = ""] = urn.split("::");
    return types.split("$").some((type) => type.startsWith("k3s:"));
}
