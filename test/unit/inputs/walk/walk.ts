import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../../../../sdk";
import { unknown } from "../../support/preview";
import { recordedProgram } from "../../support/recorded-program";
import { placesOf } from "./declared";
import { messageOf, outcomeOf, refusalOf } from "./outcome";
import { placeOf, withValue } from "./places";
import { differences, inputsOf, isWithin, secrets, unknowns, unwrapped } from "./wire";

/** A place in the arguments, with values for it. */
export interface Row {
    /** Such as `volumes[0].source` or `labels.disk`. */
    path: string;
    right: unknown;
    /** Another right value, by which it shows what hangs on the argument; for those that take an Output. */
    other?: unknown;
    /** One that is refused; absent where nothing is. */
    wrong?: unknown;
    /** Other arguments that it needs. */
    with?: object;
    /** Whether it decides which resources there are, or what they are called, though it may be an Output. */
    decides?: boolean;
    /** Registered inputs that hang on it too, though the other value does not show it. */
    maybe?: string[];
}

/** The arguments of a component, and what walks them. */
export interface Walk {
    /** The type of the arguments. */
    type: string;
    /** Constructs the component, and what it needs. */
    make: (args: never) => unknown;
    config?: Record<string, string>;
    /** The places that are walked here, where it is not all of them. */
    part?: (path: string) => boolean;
    rows: Row[];
    /** Arguments that do not count as left out yet where an Output of theirs turns out to be nothing. */
    notLeftOut?: string[];
}

const own = "the program's own";
const failing = () => pulumi.output(Promise.reject(new Error(own)));

/** Tries each argument plain and as Outputs of all kinds. */
export function walkArguments({ type, make, config, part = () => true, rows, notLeftOut = [] }: Walk): void {
    const places = placesOf(type).filter(({ path }) => part(path));
    const placeAt = (path: string) => placeOf(places, path);
    const program = (args: object) => () => make(args as never);
    const run = (args: object, isPreview = false) => outcomeOf(program(args), { config, isPreview });
    const argsOf = ({ path, with: others = {} }: Row, value: unknown) => withValue(others, path, value);
    const plainRuns = new Map<string, Promise<Inputs>>();
    /** What is registered of plain arguments. */
    const registered = (args: object, isPreview = false) => {
        const key = JSON.stringify([args, isPreview]);
        const known = plainRuns.get(key) ?? run(args, isPreview).then(accepted);
        plainRuns.set(key, known);
        return known;
    };
    const refused = async (args: object) => {
        await recordedProgram();
        pulumi.runtime.setAllConfig(config ?? {});
        return refusalOf(program(args));
    };

    it(`every place in ${type} is walked`, () => {
        const walked = new Set(rows.map(({ path }) => placeAt(path)?.path ?? `unknown: ${path}`));
        expect([...walked].sort()).toEqual(places.map(({ path }) => path).sort());
    });

    const plain = rows.filter(({ path }) => placeAt(path)?.takesOutput === false);
    const given = rows.filter(({ path }) => placeAt(path)?.takesOutput);

    describe.each(plain)(`$path of ${type}, which decides what there is,`, (row) => {
        it("is refused as an Output at construction", async () => {
            const value = pulumi.Resource.isInstance(row.right) ? pulumi.output(1) : pulumi.output(row.right);
            const error = await refused(argsOf(row, value));
            expect(error).toBeInstanceOf(ArgumentError);
            expect(error?.message).toContain(`\n  ${row.path} must be `);
            expect(error?.message).toContain(", known before anything is created, but is an Output");
        });
    });

    describe.each(given)(`$path of ${type}`, (row) => {
        const base = (isPreview = false) => registered(argsOf(row, row.right), isPreview);
        /** The registered inputs that hang on the argument. */
        const hanging = async (isPreview: boolean) => {
            const other = await registered(argsOf(row, row.other), isPreview);
            return differences(unwrapped(await base(isPreview)), unwrapped(other));
        };

        it("makes the same as an Output as it does plain", async () => {
            expect(accepted(await run(argsOf(row, pulumi.output(row.right))))).toEqual(await base());
        });

        it("leaves what does not hang on it known in a preview", async () => {
            const found = accepted(await run(argsOf(row, unknown()), true));
            if (row.decides) return;
            const [expected, hangs] = [await base(true), await hanging(true)];
            const open = unknowns(found).filter((path) => !unknowns(expected).includes(path));
            const allowed = [...hangs, ...(row.maybe ?? [])];
            expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
            expect(hangs).not.toEqual([]);
            expect(open.filter((path) => !allowed.some((its) => isWithin(its, path)))).toEqual([]);
            expect(hangs.filter((path) => !open.some((its) => isWithin(path, its)))).toEqual([]);
            expect(differences(expected, found).filter((path) => !open.some((its) => isWithin(path, its)))).toEqual([]);
        });

        it.each([false, true])("stays a secret wherever it is registered (preview: %s)", async (isPreview) => {
            const found = accepted(await run(argsOf(row, pulumi.secret(row.right)), isPreview));
            expect(unwrapped(found)).toEqual(unwrapped(await base(isPreview)));
            if (row.decides) return;
            const [kept, hangs] = [secrets(found), await hanging(isPreview)];
            expect(hangs.filter((path) => !kept.some((its) => isWithin(path, its)))).toEqual([]);
        });

        it("fails with an error that it has itself", async () => {
            const { failures } = await run(argsOf(row, failing()));
            expect([...new Set(failures.map(messageOf))]).toEqual([own]);
        });
    });

    describe.each(given.filter(({ wrong }) => wrong !== undefined))(`a wrong $path of ${type}`, (row) => {
        it("is refused in the same words as an Output", async () => {
            const error = await refused(argsOf(row, row.wrong));
            expect(error).toBeInstanceOf(ArgumentError);
            const { failures } = await run(argsOf(row, pulumi.output(row.wrong)));
            expect([...new Set(failures.map(messageOf))]).toEqual([error?.message]);
        });

        it("stays out of the error where it is a secret", async () => {
            const error = await refused(argsOf(row, row.wrong));
            const { failures } = await run(argsOf(row, pulumi.secret(row.wrong)));
            expect([...new Set(failures.map(messageOf))]).toEqual([withoutValue(error?.message ?? "")]);
        });
    });

    describe.each(given.filter(({ path }) => placeAt(path)?.isOptional))(`$path of ${type}`, (row) => {
        const leftOut = notLeftOut.includes(row.path) ? it.failing : it;
        leftOut("counts as left out where it turns out to be nothing", async () => {
            const without = argsOf(row, undefined);
            // What another argument needs cannot be left out.
            if (await refused(without)) return;
            const found = accepted(await run(argsOf(row, pulumi.output(undefined))));
            const expected = await registered(without);
            // A list that is known later has a resource of its own, whatever is in it.
            const both = Object.keys(found).filter((key) => key in expected);
            expect(Object.fromEntries(both.map((key) => [key, found[key]]))).toEqual(expected);
        });
    });
}

type Inputs = Record<string, unknown>;

/** What was registered; fails with why not all was. */
function accepted({ registrations, failures }: Awaited<ReturnType<typeof outcomeOf>>): Inputs {
    if (failures[0]) throw failures[0];
    return inputsOf(registrations);
}

function withoutValue(message: string): string {
    return message.replace(/, but is .*$/gm, ", but is not");
}
