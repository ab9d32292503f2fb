import { mergeValues } from "../../../sdk/nodejs/helm/values";

describe("merging Helm values", () => {
    it("merges maps key by key, at any depth", () => {
        expect(mergeValues({ a: { b: { c: 1, d: 1 } } }, { a: { b: { c: 2 }, e: 3 } })).toEqual({
            a: { b: { c: 2, d: 1 }, e: 3 },
        });
    });

    it("replaces lists as a whole", () => expect(mergeValues({ a: [1, 2, 3] }, { a: [4] })).toEqual({ a: [4] }));

    it("keeps a null, which deletes a chart's default", () => {
        expect(mergeValues({ a: { b: 1 } }, { a: null })).toEqual({ a: null });
        expect(mergeValues({ a: { b: 1 } }, { a: { b: null } })).toEqual({ a: { b: null } });
    });

    it("puts a scalar in the place of a map, and a map in the place of a scalar", () => {
        expect(mergeValues({ a: { b: 1 } }, { a: 2 })).toEqual({ a: 2 });
        expect(mergeValues({ a: 2 }, { a: { b: 1 } })).toEqual({ a: { b: 1 } });
    });

    it("lets the last layer win, values with commas, braces and quotes included", () => {
        const awkward = { "a,b": "{x}, \\ 'y'" };
        expect(mergeValues({ "a,b": 1 }, {}, awkward)).toEqual(awkward);
    });

    it("changes none of the layers", () => {
        const base = { a: { b: 1 } };
        mergeValues(base, { a: { c: 2 } });
        expect(base).toEqual({ a: { b: 1 } });
    });

    it("gives no values for no layers", () => expect(mergeValues()).toEqual({}));
});
