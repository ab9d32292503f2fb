import * as pulumi from "@pulumi/pulumi";
import { shownValue } from "../../../../sdk/nodejs/validation";
import { unknown } from "../../support/preview";
import { placesOf } from "./declared";
import { placeOf } from "./places";
import { Programs } from "./programs";
import type { Row, Walk } from "./row";
import { differences, isWithin, secrets, unknowns, unwrapped } from "./wire";

const own = "the program's own";
const failed = () => pulumi.output(Promise.reject(new Error(own)));

/** Tries each argument plain and as Outputs of all kinds. */
export function walkArguments(walk: Walk): void {
    const { type, part = () => true, rows, isBrief } = walk;
    const places = placesOf(type).filter(({ path }) => part(path));
    const programs = new Programs(walk);

    it(`every place in ${type} is walked`, () => {
        const walked = new Set(rows.map(({ path }) => placeOf(places, path)?.path ?? `no place: ${path}`));
        expect([...walked].sort()).toEqual(places.map(({ path }) => path).sort());
    });

    for (const row of rows) {
        const place = placeOf(places, row.path);
        describe(`${row.path} of ${type}`, () => {
            if (!place?.takesOutput) {
                walkPlain(row, programs);
                return;
            }
            walkKnown(row, programs);
            if (isBrief) return;
            walkPreview(row, programs);
            walkSecret(row, programs);
            if (row.wrong !== undefined) walkWrong(row, programs);
            if (place.isOptional && !row.mayBeNothing) walkNothing(row, programs);
        });
    }
}

function walkPlain(row: Row, programs: Programs): void {
    it("decides what there is: an Output is refused at construction", async () => {
        const message = await programs.refusal(row, pulumi.output(row.right));
        expect(message).toContain(`\n  ${row.path} must be `);
        expect(message).toContain(", known before anything is created, but is an Output");
    });
}

function walkKnown(row: Row, programs: Programs): void {
    it("makes the same as an Output as it does plain", async () => {
        expect(await programs.made(row, pulumi.output(row.right))).toEqual(await programs.plain(row, row.right));
    });

    it("fails with the error of an Output that has failed", async () => {
        expect(await programs.failures(row, failed())).toEqual([own]);
    });
}

function walkPreview(row: Row, programs: Programs): void {
    it("leaves what does not hang on it known in a preview", async () => {
        const found = await programs.made(row, unknown(), true);
        if (row.decides) return;
        const [expected, hangs] = [await programs.plain(row, row.right, true), await programs.hanging(row, true)];
        const open = unknowns(found).filter((path) => !unknowns(expected).includes(path));
        const mayHang = (path: string) => row.maybe?.test(path) ?? false;
        expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
        expect((await programs.hanging(row, false)).length > 0).toBe(row.other !== undefined);
        expect(open.filter((path) => !mayHang(path) && !hangs.some((its) => isWithin(its, path)))).toEqual([]);
        expect(hangs.filter((path) => !open.some((its) => isWithin(path, its)))).toEqual([]);
        expect(differences(expected, found).filter((path) => !open.some((its) => isWithin(path, its)))).toEqual([]);
    });
}

function walkSecret(row: Row, programs: Programs): void {
    it.each([false, true])("stays a secret wherever it is registered (preview: %s)", async (isPreview) => {
        const found = await programs.made(row, pulumi.secret(row.right), isPreview);
        expect(unwrapped(found)).toEqual(unwrapped(await programs.plain(row, row.right, isPreview)));
        if (row.decides) return;
        const [kept, hangs] = [secrets(found), await programs.hanging(row, isPreview)];
        const open = hangs.filter((path) => !kept.some((its) => isWithin(path, its)));
        expect(open.filter((path) => !row.told?.test(path))).toEqual([]);
    });
}

function walkWrong(row: Row, programs: Programs): void {
    it("is refused in the same words as an Output where it is wrong", async () => {
        const expected = await programs.refusal(row, row.wrong);
        expect(await programs.failures(row, pulumi.output(row.wrong))).toEqual([expected]);
    });

    it("stays out of the error where it is a wrong secret", async () => {
        const expected = await programs.refusal(row, row.wrong);
        const [message = "", ...others] = await programs.failures(row, pulumi.secret(row.wrong));
        const firstWords = (text: string) => text.split("\n  ")[1]?.split(/ (?:must|is|has|cannot) /)[0];
        expect(firstWords(message)).toBe(firstWords(expected ?? ""));
        expect(message).not.toContain(`is ${shownValue(row.wrong)}`);
        expect(others).toEqual([]);
    });
}

function walkNothing(row: Row, programs: Programs): void {
    it("is refused where it turns out to be nothing", async () => {
        const [message] = await programs.failures(row, pulumi.output(undefined));
        expect(message).toContain(`\n  ${row.path} must be `);
    });
}
