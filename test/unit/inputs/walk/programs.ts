import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../../../../sdk/nodejs";
import { messageOf, outcomeOf, type Outcome } from "./outcome";
import { withValue } from "./places";
import type { Row, Walk } from "./row";
import { differences, inputsOf, type Inputs, unwrapped } from "./wire";

/** Programs that construct a component with a value in one place of its arguments. */
export class Programs {
    private readonly known = new Map<string, Promise<Inputs>>();

    constructor(private readonly walk: Walk) {}

    /** What is registered. */
    async made(row: Row, value: unknown, isPreview = false): Promise<Inputs> {
        return accepted(await this.run(row, value, isPreview));
    }

    /** The same of a plain value, of which many tests ask. */
    plain(row: Row, value: unknown, isPreview = false): Promise<Inputs> {
        const key = JSON.stringify([withValue(row.with ?? {}, row.path, value), isPreview]);
        const known = this.known.get(key) ?? this.made(row, value, isPreview);
        this.known.set(key, known);
        return known;
    }

    /** Which registered inputs are others where the value is another. */
    async hanging(row: Row, isPreview: boolean): Promise<string[]> {
        if (row.other === undefined) return [];
        const [one, other] = [await this.plain(row, row.right, isPreview), await this.plain(row, row.other, isPreview)];
        return differences(unwrapped(one), unwrapped(other));
    }

    /** What it is refused with at construction; undefined where it is not. */
    async refusal(row: Row, value: unknown): Promise<string | undefined> {
        const refused = (error: unknown) => {
            expect(error).toBeInstanceOf(ArgumentError);
            return (error as ArgumentError).message;
        };
        return this.run(row, value, false).then(() => undefined, refused);
    }

    /** What it fails with after construction, each once. */
    async failures(row: Row, value: pulumi.Output<unknown>): Promise<string[]> {
        const { failures } = await this.run(row, value, false);
        return [...new Set(failures.map(messageOf))];
    }

    private run(row: Row, value: unknown, isPreview: boolean): Promise<Outcome> {
        const args = withValue(row.with ?? {}, row.path, value);
        return outcomeOf(() => this.walk.make(args as never), { config: this.walk.config, isPreview });
    }
}

/** What was registered; fails with why not all was. */
function accepted({ registrations, failures }: Outcome): Inputs {
    if (failures[0]) throw failures[0];
    return inputsOf(registrations);
}
