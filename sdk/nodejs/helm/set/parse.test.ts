import { parseSet, SetError } from ".";

describe("parseSet", () => {
    it("tells the way to each value, and where in the entry it is named", () => {
        expect(parseSet("a.b[1]=x,c=2")).toEqual([
            {
                steps: ["a", "b", 1],
                columns: [
                    { first: 1, last: 1 },
                    { first: 1, last: 3 },
                    { first: 1, last: 6 },
                ],
                value: "x",
                complete: true,
            },
            { steps: ["c"], columns: [{ first: 10, last: 10 }], value: 2, complete: true },
        ]);
    });

    it("takes the end of the text for a value that is not complete", () => {
        expect(parseSet("a[0].b=")).toMatchObject([{ steps: ["a", 0, "b"], complete: false }]);
    });

    it("refuses without a word of the entry", () => {
        const refused = () => parseSet("a[hunter2]=x");
        expect(refused).toThrow(SetError);
        expect(refused).not.toThrow(/hunter2/);
    });
});
