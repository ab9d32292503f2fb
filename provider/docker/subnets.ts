import { BlockList, isIPv4 } from "node:net";

/** Whether two IPv4 subnets, as `address/bits`, share an address; false where one of them is no IPv4 subnet. */
export function subnetsOverlap(one: string, other: string): boolean {
    return contains(one, other) || contains(other, one);
}

function contains(outer: string, inner: string): boolean {
    const [outerAddress = "", outerBits = ""] = outer.split("/");
    const [innerAddress = ""] = inner.split("/");
    if (!isIPv4(outerAddress) || !isIPv4(innerAddress)) return false;
    const block = new BlockList();
    block.addSubnet(outerAddress, Number(outerBits));
    return block.check(innerAddress);
}
