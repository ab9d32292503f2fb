import { withoutSecrets, withSecretsOf } from "../../../provider/plugin/secrets";
import { secretMark } from "../support/recorded-program";

const secret = (value: unknown) => ({ ...secretMark, value });

describe("what a lifecycle is given", () => {
    it.each([
        ["a secret", secret("hunter2"), "hunter2"],
        ["secrets in maps and lists", { a: [secret("x"), { b: secret(["y"]) }] }, { a: ["x", { b: ["y"] }] }],
        ["a secret in a secret", secret({ a: secret("x") }), { a: "x" }],
        ["what is no secret", { a: null, b: [1, true], value: "v" }, { a: null, b: [1, true], value: "v" }],
    ])("has no wrapper: %s", (_, wrapped, value) => {
        expect(withoutSecrets({ property: wrapped })).toEqual({ property: value });
    });
});

describe("what a lifecycle returns", () => {
    it.each([
        ["was a secret", secret("x"), "y", secret("y")],
        ["had one in a list", ["a", secret("x")], ["a", "y"], secret(["a", "y"])],
        ["had one in a map", { a: secret("x"), b: "b" }, { a: "y", b: "c" }, { a: secret("y"), b: "c" }],
        ["was a secret map", secret({ a: "x" }), { a: "y" }, secret({ a: "y" })],
        ["was a map with one, and is text now", { a: secret("x") }, "y", secret("y")],
        ["was none", "x", "y", "y"],
        ["was not there", undefined, "y", "y"],
    ])("is a secret where it %s", (_, before, value, after) => {
        expect(withSecretsOf({ property: before }, { property: value })).toEqual({ property: after });
    });

    it("has none in the place of what is not there any more", () => {
        expect(withSecretsOf({ property: secret("x") }, { property: undefined })).toEqual({ property: undefined });
    });
});
