import { isGuarded, productionLike } from "../../../policy/guarded-stacks";

describe("by default a stack is guarded by a word of its name", () => {
    it.each([
        "acme/shop/prod",
        "acme/shop/production",
        "acme/shop/live",
        "acme/shop/Prod",
        "acme/shop/prod-eu",
        "acme/shop/eu_live_2",
        "acme/shop/eu.prod1",
        "acme/shop/pre-prod",
        "acme/shop-live/main",
        "production/shop/main",
    ])("%s", (stack) => expect(isGuarded(stack, productionLike)).toBe(true));

    it.each([
        "acme/shop/dev",
        "acme/shop/products",
        "acme/shop/reproduction",
        "acme/livestream/test",
        "acme/delivery/olive",
        "acme/shop/nonprod",
        "acme/shop/non-prod",
        "acme/shop/non_production",
    ])("and not %s", (stack) => expect(isGuarded(stack, productionLike)).toBe(false));
});

it.each([
    ["acme/shop/dev", "", true],
    ["acme/shop/Release", "/release$", true],
    ["acme/release/dev", "/release$", false],
    ["acme/shop/prod", "^other/", false],
])("%s is guarded by the pattern %p: %p", (stack, pattern, guarded) => {
    expect(isGuarded(stack, pattern)).toBe(guarded);
});

it("tells that a pattern is none", () => {
    expect((isGuarded("acme/shop/dev", "(") as Error).message).toBe(
        [
            "The pattern of stacks that this policy applies to is not a regular expression.",
            "  Invalid regular expression: /(/i: Unterminated group",
            'Next: correct "stacks" in the policy\'s configuration, such as "/(prod|live)$"',
        ].join("\n"),
    );
});
