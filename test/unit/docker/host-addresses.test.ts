import { hostAddressOf } from "../../../provider/docker/networks/host-addresses";

const network = { IPAM: { Config: [{ Subnet: "172.18.0.0/16", Gateway: "172.18.0.1" }] } };
const own = { "br-1": [{ address: "172.18.0.1" }], lo: [{ address: "127.0.0.1" }] };
const desktop = { en0: [{ address: "192.168.1.7" }], lo0: [{ address: "127.0.0.1" }] };

describe("where a network reaches this machine", () => {
    const gateway = { address: "172.18.0.1", listenAddress: "172.18.0.1", subnets: ["172.18.0.0/16"] };

    it("is its gateway, for what comes from the network", () => {
        expect(hostAddressOf(network, own, "")).toEqual(gateway);
    });

    it("is that of the IPv4 subnet", () => {
        const both = { IPAM: { Config: [{ Subnet: "fd00::/64", Gateway: "fd00::1" }, ...network.IPAM.Config] } };
        expect(hostAddressOf(both, { ...own, x: [{ address: "fd00::1" }] }, "")).toEqual(gateway);
    });

    it("is what a node calls it, for what the virtual machine of Docker hands on", () => {
        const hosts = "127.0.0.1 localhost\n192.168.65.254\tdb.example host.docker.internal\n";
        expect(hostAddressOf(network, desktop, hosts)).toEqual({
            address: "192.168.65.254",
            listenAddress: "127.0.0.1",
            subnets: ["127.0.0.0/8"],
        });
    });

    it.each(["", "192.168.65.254 not-host.docker.internal\n", "fd00::1 host.docker.internal\n"])(
        "is not known where nothing tells it: %j",
        (hosts) => {
            expect(hostAddressOf(network, desktop, hosts)).toBeUndefined();
            expect(hostAddressOf({}, own, hosts)).toBeUndefined();
        },
    );
});
