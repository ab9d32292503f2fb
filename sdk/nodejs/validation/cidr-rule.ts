import { text } from "./rule";

/** Accepts an IPv4 network without host bits: `10.42.0.0/16`, but not `10.42.0.1/16`. */
export const cidr = text('an IPv4 network such as "10.42.0.0/16", with no host bits set', (value) => {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
    const numbers = match?.slice(1) ?? [];
    if (!match || numbers.some((digits) => String(Number(digits)) !== digits)) return false;
    const prefix = Number(numbers.pop());
    const octets = numbers.map(Number);
    if (prefix > 32 || octets.some((octet) => octet > 255)) return false;
    return octets.reduce((address, octet) => address * 256 + octet, 0) % 2 ** (32 - prefix) === 0;
});
