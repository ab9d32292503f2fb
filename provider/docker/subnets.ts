import { BlockList, isIPv4 } from "node:net";

/** Whether two IPv4 subnets, as `address/bits`, share an address; false where one of them is no IPv4 subnet. */
export function subnetsOverlap(one: string, other: string): boolean {
    const [a, b] = [parse(one), parse(other)];
    return a !== undefined && b !== undefined && (contains(a, b) || contains(b, a));
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

function contains(outer: Subnet, inner: Subnet): boolean {
    const block = new BlockList();
    block.addSubnet(outer.address, outer.bits);
    return block.check(inner.address);
}
