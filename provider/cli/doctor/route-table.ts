/** An IPv4 route of this machine. */
export interface Route {
    /** `address/bits`. */
    subnet: string;
    device: string;
}

/** Parses the routes in `/proc/net/route` on Linux, where addresses are little-endian numbers in hexadecimal digits. */
export function readRouteTable(text: string): Route[] {
    return text
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .map(([device = "", destination = "", , , , , , mask = ""]) => ({
            device,
            subnet: `${octetsOf(destination).join(".")}/${bitsOf(octetsOf(mask))}`,
        }));
}

function octetsOf(digits: string): number[] {
    return [...Buffer.from(digits, "hex")].reverse();
}

function bitsOf(mask: number[]): number {
    return mask.reduce((bits, octet) => bits + octet.toString(2).replaceAll("0", "").length, 0);
}
