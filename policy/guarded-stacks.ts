import { Failure } from "../provider/failure";

/**
 * Matches `prod`, `production` and `live` as words of their own, but not within `products`, `livestream` or `non-prod`.
 */
export const productionLike = "(?<!non[-_.])(?<![a-z])(prod|production|live)(?![a-z])";

/**
 * Returns whether a pattern matches a stack, given as `organization/project/stack`. Returns a Failure if the pattern is
 * not a regular expression.
 */
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
