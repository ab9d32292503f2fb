import { UsageError } from "../usage-error";

/** The value of an option that counts something. */
export function positiveNumber(option: string, text: string): number {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) return number;
    throw new UsageError(`${option} must be a whole number above 0, but is "${text}"`);
}
