import { subnetContains, subnetsOverlap } from "../../../shared/docker/subnets";

describe("two subnets", () => {
    it.each([
        ["10.42.0.0/16", "10.42.0.0/16"],
        ["10.0.0.0/8", "10.42.128.0/24"],
        ["10.42.255.0/24", "10.42.0.0/16"],
        ["0.0.0.0/0", "172.17.0.0/16"],
        ["10.42.3.7/16", "10.42.200.0/24"],
    ])("overlap: %s and %s", (one, other) => {
        expect([subnetsOverlap(one, other), subnetsOverlap(other, one)]).toEqual([true, true]);
    });

    it.each([
        ["10.42.0.0/16", "10.43.0.0/16"],
        ["10.42.0.0/17", "10.42.128.0/17"],
        ["10.42.0.0/16", "fd00::/64"],
        ["10.42.0.0/16", "nonsense"],
        ["10.42.0.0/16", "10.42.0.0/x"],
        ["10.42.0.0/16", "10.42.0.0"],
        ["10.42.0.0/16", "10.42.0.0/40"],
        ["10.42.0.0/16", ""],
    ])("do not overlap: %s and %s", (one, other) => {
        expect([subnetsOverlap(one, other), subnetsOverlap(other, one)]).toEqual([false, false]);
    });
});

describe("a subnet", () => {
    it.each([
        ["10.0.0.0/8", "10.42.0.0/16"],
        ["10.42.0.0/16", "10.42.0.0/16"],
        ["127.0.0.0/8", "127.0.0.1/32"],
    ])("contains: %s %s", (outer, inner) => expect(subnetContains(outer, inner)).toBe(true));

    it.each([
        ["10.42.0.0/24", "10.42.0.0/16"],
        ["10.42.0.0/16", "10.43.0.1/32"],
        ["127.0.0.1", "127.0.0.1"],
        [".example", "10.42.0.0/16"],
        ["10.0.0.0/8", "localhost"],
    ])("does not contain: %s %s", (outer, inner) => expect(subnetContains(outer, inner)).toBe(false));
});
