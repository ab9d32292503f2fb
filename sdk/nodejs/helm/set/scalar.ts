import { SetError } from "./set-error";

const largestInteger = 2n ** 63n - 1n;
const smallestInteger = -(2n ** 63n);

export type Scalar = string | number | boolean | null;

/**
 * What a value means: `true`, `false` and `null` in any case, and whole numbers of 64 bits; anything else is text, numbers
 * with leading zeros, fractions and exponents too.
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
