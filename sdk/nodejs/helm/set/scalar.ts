import { SetError } from "./set-error";

const largestInteger = 2n ** 63n - 1n;
const smallestInteger = -(2n ** 63n);

export type Scalar = string | number | boolean | null;

/**
 * Returns the value of a text: `true`, `false` and `null` in upper or lower case, and whole numbers of 64 bits.
 * Everything else is text, including numbers with leading zeros, fractions and exponents.
 */
export function scalar(text: string): Scalar {
    // With the u flag, "i" folds characters as Helm does.
    if (/^true$/iu.test(text)) return true;
    if (/^false$/iu.test(text)) return false;
    if (/^null$/iu.test(text)) return null;
    if (!/^(?:0|[+-]\d+|[1-9]\d*)$/.test(text)) return text;
    const integer = BigInt(text.replace("+", ""));
    if (integer > largestInteger || integer < smallestInteger) return text;
    if (!Number.isSafeInteger(Number(integer))) {
        throw new SetError("a number in it is too large to be passed exactly");
    }
    return Number(integer);
}
