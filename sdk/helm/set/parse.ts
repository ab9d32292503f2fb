import { type Assignment, type Step, wayOf } from "./assignment";
import { type Scalar, scalar } from "./scalar";
import { Scanner } from "./scanner";
import { SetError } from "./set-error";

const deepest = 30;

/**
 * Takes an entry of `set` apart as Helm does with what follows `--set`.
 *
 * @throws SetError where Helm refuses it.
 */
export function parseSet(entry: string): Assignment[] {
    const scanner = new Scanner(entry);
    const assignments: Assignment[] = [];
    while (!scanner.atEnd) assignments.push(assignment(scanner));
    return assignments;
}

function assignment(scanner: Scanner): Assignment {
    const steps: Step[] = [];
    let dots = 0;
    let stop: string | undefined = ".";
    while (stop !== "=" && stop !== undefined) {
        if (stop === "[") {
            steps.push(index(scanner));
            stop = afterIndex(scanner, steps);
            continue;
        }
        const { text, stop: next } = scanner.until("=[,.");
        if (next === "," || (next === undefined && text !== "")) {
            throw new SetError(`the key "${wayOf([...steps, text])}" has no value`);
        }
        if (next === "." && ++dots > deepest) throw new SetError(`its keys are nested over ${deepest} levels deep`);
        steps.push(text);
        stop = next;
    }
    return { steps: steps as Assignment["steps"], ...(stop === "=" ? value(scanner, steps) : nothing) };
}

const nothing = { value: undefined, complete: false };

function value(scanner: Scanner, steps: Step[]): Pick<Assignment, "value" | "complete"> {
    if (scanner.atEnd) return { value: "", complete: typeof steps.at(-1) === "number" };
    return { value: scanner.skip("{") ? list(scanner) : scalar(scanner.until(",").text), complete: true };
}

function list(scanner: Scanner): Scalar[] {
    const values: Scalar[] = [];
    for (;;) {
        const { text, stop } = scanner.until(",}");
        if (stop === undefined) throw new SetError('its list does not end with "}"');
        values.push(scalar(text));
        if (stop === ",") continue;
        scanner.skip(",");
        return values;
    }
}

function index(scanner: Scanner): number {
    const { text, stop } = scanner.until("]");
    if (stop === undefined) throw new SetError('its index does not end with "]"');
    const number = Number(text);
    if (!/^[+-]?\d+$/.test(text) || Math.abs(number) >= 2 ** 63) {
        throw new SetError(`"${text}" is no index: it must be a whole number`);
    }
    if (number < 0) throw new SetError(`the index ${number} is negative`);
    return Math.abs(number);
}

function afterIndex(scanner: Scanner, steps: Step[]): string | undefined {
    const { text, stop } = scanner.until("[.=");
    if (text !== "") throw new SetError(`"${text}" follows "${wayOf(steps)}", where "=", "." or "[" is expected`);
    return stop;
}
