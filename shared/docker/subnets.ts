import { BlockList, isIPv4 } from "node:net";

/** Returns whether two IPv4 subnets, as `address/bits`, overlap; false if one of them is not an IPv4 subnet. */
export function subnetsOverlap(one: string, other: string): boolean {
    return subnetContains(one, other) || subnetContains(other, one);
}

/** Returns whether an IPv4 subnet contains another one; false if one of them is not an IPv4 subnet. */
export function subnetContains(outer: string, inner: string): boolean {
    const [a, b] = [parse(outer), parse(inner)];
    if (a === undefined || b === undefined || a.bits > b.bits) return false;
    const block = new BlockList();
    block.addSubnet(a.address, a.bits);
    return block.check(b.address);
}

interface Subnet {
    address: string;
    bits: number;
}

function parse(text: string): Subnet | undefined {
    const [address = "", bits = ""] = text.split("/");
    const isSubnet = isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32;
    return isSubnet ? { address, bits: Number(bits) } : undefined;
}
