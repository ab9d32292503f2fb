import type { JsonObject } from "../json";
import { patchForce } from "./field-managers";

const plain: JsonObject = { metadata: { name: "a" } };
const annotated = (value: string): JsonObject => ({ metadata: { annotations: { "pulumi.com/patchForce": value } } });
const managedBy = (manager: string, operation = "Update"): JsonObject => ({
    metadata: { managedFields: [{ manager, operation }] },
});

describe("fields of others are taken over", () => {
    it.each<[string, boolean, { inputs?: JsonObject; live?: JsonObject; enabled?: boolean; preview?: boolean }]>([
        ["not in a create", false, {}],
        ["in the preview of a create", true, { preview: true }],
        ["not in an update", false, { live: managedBy("kubectl-edit") }],
        ["not in the preview of an update", false, { live: managedBy("kubectl-edit"), preview: true }],
        [
            "in the preview of an update of a plain create",
            true,
            { live: managedBy("pulumi-kubernetes"), preview: true },
        ],
        ["not in that update itself", false, { live: managedBy("pulumi-kubernetes") }],
        ["not for a manager like it", false, { live: managedBy("pulumi-kubernetes-1a2b"), preview: true }],
        ["not for what that one applied", false, { live: managedBy("pulumi-kubernetes", "Apply"), preview: true }],
        ["in an update of an object that nobody manages", true, { live: plain }],
        ["with the annotation", true, { inputs: annotated("true"), live: managedBy("kubectl-edit") }],
        ["not with another value of it", false, { inputs: annotated("yes"), live: managedBy("kubectl-edit") }],
        ["when the provider says so", true, { live: managedBy("kubectl-edit"), enabled: true }],
    ])("%s: %p", (_, expected, { inputs = plain, live, enabled = false, preview = false }) => {
        expect(patchForce(inputs, live, { enablePatchForce: enabled, preview })).toBe(expected);
    });
});
