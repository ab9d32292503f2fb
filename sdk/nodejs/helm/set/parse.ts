import { type Assignment, type Columns, shownColumns, type Step } from "./assignment";
import { type Scalar, scalar } from "./scalar";
import { Scanner } from "./scanner";
import { SetError } from "./set-error";

const deepest = 30;

/**
 * Parses an entry of `set` as Helm does.
 *
 * @throws SetError if Helm refuses the entry.
 */
export function parseSet(entry: string): Assignment[] {
    const scanner = new Scanner(entry);
    const assignments: Assignment[] = [];
    while (!scanner.atEnd) assignments.push(assignment(scanner));
    return assignments;
}

function assignment(scanner: Scanner): Assignment {
    const first = scanner.column;
    const steps: Step[] = [];
    const columns: Columns[] = [];
    let dots = 0;
    let stop: string | undefined = ".";
    while (stop !== "=" && stop !== undefined) {
        if (stop === "[") {
            steps.push(index(scanner));
            columns.push({ first, last: scanner.column - 1 });
            stop = afterIndex(scanner);
            continue;
        }
        const from = scanner.column;
        const { text, stop: next } = scanner.until("=[,.");
        const last = scanner.column - (next === undefined ? 1 : 2);
        if (next === "," || (next === undefined && text !== "")) {
            throw new SetError(`the key in ${shownColumns({ first, last })} has no value`);
        }
        if (next === "." && ++dots > deepest) {
            throw new SetError(`its keys are nested over ${deepest} levels deep, from column ${from} on`);
        }
        steps.push(text);
        columns.push({ first, last });
        stop = next;
    }
    return { steps: steps as Assignment["steps"], columns, ...(stop === "=" ? value(scanner, steps) : nothing) };
}

const nothing = { value: undefined, complete: false };

function value(scanner: Scanner, steps: Step[]): Pick<Assignment, "value" | "complete"> {
    if (scanner.atEnd) return { value: "", complete: typeof steps.at(-1) === "number" };
    return { value: scanner.skip("{") ? list(scanner) : scalar(scanner.until(",").text), complete: true };
}

function list(scanner: Scanner): Scalar[] {
    const first = scanner.column - 1;
    const values: Scalar[] = [];
    for (;;) {
        const { text, stop } = scanner.until(",}");
        if (stop === undefined) throw new SetError(`the list that begins in column ${first} does not end with "}"`);
        values.push(scalar(text));
        if (stop === ",") continue;
        scanner.skip(",");
        return values;
    }
}

function index(scanner: Scanner): number {
    const first = scanner.column;
    const { text, stop } = scanner.until("]");
    if (stop === undefined) throw new SetError(`the index that begins in column ${first} does not end with "]"`);
    const number = Number(text);
    if (!/^[+-]?\d+$/.test(text) || Math.abs(number) >= 2 ** 63) {
        throw new SetError(`the index that begins in column ${first} has to be a whole number`);
    }
    if (number < 0) throw new SetError(`the index that begins in column ${first} is negative`);
    return Math.abs(number);
}

function afterIndex(scanner: Scanner): string | undefined {
    const first = scanner.column;
    const { text, stop } = scanner.until("[.=");
    if (text !== "") throw new SetError(`an index ends before column ${first}, where "=", "." or "[" is expected`);
    return stop;
}
