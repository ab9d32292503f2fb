import { conflictAdvice } from "../../../sdk/nodejs/manifest/conflicts";
import { says } from "../../support/says";

const urn = "urn:pulumi:test::shop::k3s:index:Manifest$kubernetes:apps/v1:Deployment::dev:shop/web";
const failed = 'The resource managed by field manager "pulumi-k3s" had an apply conflict: Apply failed with';

describe("a conflict", () => {
    it.each([
        ['1 conflict: conflict with "other": .data.a', ['"other" … .data.a']],
        ['1 conflict: conflict with "kubectl-edit" using apps/v1: .spec.replicas', ['"kubectl-edit" … .spec.replicas']],
        ['2 conflicts: conflicts with "other" using v1:\n- .data.a\n- .data.b', ['"other" … .data.a, .data.b']],
        [
            '3 conflicts: conflicts with "one":\n- .data.a\n- .data.b\nconflicts with "two" with subresource "scale" using apps/v1:\n- .spec.replicas',
            ['"one" … .data.a, .data.b', '"two" … .spec.replicas'],
        ],
        [
            '1 conflict: conflict with "other": .spec.template.spec.containers[name="main"].image',
            ['"other" … .spec.template.spec.containers[name="main"].image'],
        ],
    ])("names object, manager and field, and what to do: %s", (text, expected) => {
        const advice = conflictAdvice(urn, `${failed} ${text}`) ?? "";
        for (const words of expected) expect(advice).toMatch(says(`Deployment shop/web: ${words}, and … differs`));
        expect(advice).toContain("force: true");
    });

    it("is not every failure", () => {
        expect(conflictAdvice(urn, 'deployments.apps "web" already exists')).toBeUndefined();
        expect(conflictAdvice(urn, "Operation cannot be fulfilled: the object has been modified")).toBeUndefined();
    });
});
