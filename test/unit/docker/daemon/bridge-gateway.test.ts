import { gatewayOf } from "../../../../provider/docker/daemon/bridge-gateway";

const interfaces = {
    docker0: [
        { family: "IPv6" as const, address: "fe80::1" },
        { family: "IPv4" as const, address: "172.17.0.1" },
    ],
    br9: [{ family: "IPv4" as const, address: "10.9.0.1" }],
};

it.each([
    ["what Docker tells", { IPAM: { Config: [{ Gateway: "172.18.0.1" }] } }, "172.18.0.1"],
    ["the bridge's own address, when the daemon found its bridge there", { IPAM: { Config: [{}] } }, "172.17.0.1"],
    ["that of a bridge of another name", { Options: { "com.docker.network.bridge.name": "br9" } }, "10.9.0.1"],
    [
        "the subnet's first address, while no container is on the bridge",
        { IPAM: { Config: [{ Subnet: "172.20.0.0/16" }] }, Options: { "com.docker.network.bridge.name": "br8" } },
        "172.20.0.1",
    ],
    [
        "none, where the bridge is on another machine",
        { Options: { "com.docker.network.bridge.name": "br8" } },
        undefined,
    ],
    [
        "none where Docker has no addresses for it",
        { IPAM: { Config: null }, Options: { "com.docker.network.bridge.name": "no" } },
        undefined,
    ],
])("the gateway is %s", (_, bridge, expected) => {
    expect(gatewayOf(bridge, interfaces)).toBe(expected);
});
