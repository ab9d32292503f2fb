import { text } from "./rule";

interface Network {
    first: number;
    last: number;
}

/** An IPv4 network by its own address, so `10.42.0.0/16` but not `10.42.0.1/16`. */
export const cidr = text('an IPv4 network such as "10.42.0.0/16", with no host bits set', (value) => {
    return parseNetwork(value) !== undefined;
});

/** Whether two networks share an address. Text that is no network shares none. */
export function networksOverlap(one: string, other: string): boolean {
    const [a, b] = [parseNetwork(one), parseNetwork(other)];
    return a !== undefined && b !== undefined && a.first <= b.last && b.first <= a.last;
}

function parseNetwork(value: string): Network | undefined {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
    if (!match) return undefined;
    const numbers = match.slice(1);
    if (numbers.some((digits) => String(Number(digits)) !== digits)) return undefined;
    const prefix = Number(numbers.pop());
    const octets = numbers.map(Number);
    if (prefix > 32 || octets.some((octet) => octet > 255)) return undefined;
    const first = octets.reduce((address, octet) => address * 256 + octet, 0);
    const size = 2 ** (32 - prefix);
    return first % size === 0 ? { first, last: first + size - 1 } : undefined;
}
