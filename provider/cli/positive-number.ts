import { UsageError } from "../usage-error";

/** Parses the value of an option that is a number of something. */
export function positiveNumber(option: string, text: string): number {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) return number;
    throw new UsageError(`${option} must be a whole number above 0, but is "${text}"`);
}
