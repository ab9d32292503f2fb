import type { V1EndpointSlice, V1Service } from "@kubernetes/client-node";
import { readyAddresses } from "../../../provider/services/endpoint-slices";
import { servicePort } from "../../../provider/services/service-port";
import { unsettledMs } from "../../../provider/services/until-settled";
import { says } from "../../support/says";

const service = (spec: object) => ({ metadata: { namespace: "shop", name: "web" }, spec }) as unknown as V1Service;
const dns = service({
    clusterIP: "10.43.0.10",
    ports: [
        { name: "dns", port: 53, protocol: "UDP" },
        { name: "dns-tcp", port: 53, protocol: "TCP" },
    ],
});

it("tells ports of one number apart by protocol", () => {
    expect(servicePort(dns, { port: 53, protocol: "TCP" }).portName).toBe("dns-tcp");
    expect(servicePort(dns, { port: "53", protocol: "UDP" }).portName).toBe("dns");
    expect(servicePort(dns, { port: "dns-tcp", protocol: "TCP" }).servicePort).toBe(53);
});

it("names the ports there are", () => {
    expect(() => servicePort(dns, { port: "dns", protocol: "TCP" })).toThrow(
        says("Service shop/web … no TCP port dns.\n … ports … 53/UDP (dns) … 53/TCP (dns-tcp)"),
    );
});

it("counts the ready endpoints of the port alone", () => {
    const slices = [
        {
            ports: [{ name: "dns-tcp", port: 5353, protocol: "TCP" }],
            endpoints: [
                { addresses: ["10.42.0.2"], conditions: { ready: true } },
                { addresses: ["10.42.0.3"], conditions: { ready: false } },
                { addresses: ["10.42.0.4"] },
            ],
        },
        { ports: [{ name: "dns", port: 5353, protocol: "UDP" }], endpoints: [{ addresses: ["10.42.0.5"] }] },
        { ports: null, endpoints: null },
    ] as unknown as V1EndpointSlice[];
    expect(readyAddresses(slices, "dns-tcp", "TCP")).toEqual(["10.42.0.2", "10.42.0.4"]);
    expect(readyAddresses(slices, undefined, "TCP")).toEqual([]);
});

describe("a Service whose endpoints have just changed", () => {
    const written = (...times: string[]): V1EndpointSlice =>
        ({ metadata: { managedFields: times.map((time) => ({ time })) } }) as unknown as V1EndpointSlice;
    const at = (time: string) => Date.parse(`2026-01-01T12:00:${time}Z`);

    it("is settled when kube-proxy has taken up the last change", () => {
        const slices = [written("2026-01-01T12:00:07Z", "2026-01-01T12:00:09Z"), written("2026-01-01T12:00:08Z")];
        expect(unsettledMs(slices, at("09.400"))).toBe(2_100);
        expect(unsettledMs(slices, at("11.400"))).toBe(100);
        expect(unsettledMs(slices, at("11.500"))).toBe(0);
    });

    it("is not waited for where nothing tells when, nor by a clock that is ahead", () => {
        expect(unsettledMs([], at("09.400"))).toBe(0);
        expect(unsettledMs([written()], at("09.400"))).toBe(0);
        expect(unsettledMs([written("2026-01-01T13:00:09Z")], at("09.400"))).toBe(0);
    });
});
