import { Failure } from "../provider/failure";

/** A word of its own: not that of `products`, `livestream` or `non-prod`. */
export const productionLike = "(?<!non[-_.])(?<![a-z])(prod|production|live)(?![a-z])";

/** Whether a stack, as `organization/project/stack`, is one that a pattern names; a Failure when it is no pattern. */
export function isGuarded(stack: string, pattern: string): boolean | Failure {
    try {
        return new RegExp(pattern, "i").test(stack);
    } catch (error) {
        return new Failure("The pattern of stacks that this policy applies to is not a regular expression.", {
            why: (error as Error).message,
            next: `correct "stacks" in the policy's configuration, such as "/(prod|live)$"`,
        });
    }
}
