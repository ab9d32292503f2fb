import { ownProxies } from "../../../../provider/cli/doctor/ask-machine";
import { checkHostPorts, publishedOf } from "../../../../provider/cli/doctor/port-range";
import { checkNetworks } from "../../../../provider/cli/doctor/networks";
import { checkNodejs } from "../../../../provider/cli/doctor/nodejs";
import { checkProxies } from "../../../../provider/cli/doctor/proxies";
import { checkPulumi } from "../../../../provider/cli/doctor/pulumi";
import { requirements } from "../../../../provider/cli/doctor/requirements";
import { checkRoutes } from "../../../../provider/cli/doctor/routes";
import { readRouteTable } from "../../../../provider/cli/doctor/route-table";
import { inRange } from "../../../../provider/cli/doctor/version-range";
import { pulumiMissing } from "../../../../provider/stack/pulumi-missing";
import { says } from "../../../support/says";

const subnets = { podSubnet: "10.42.0.0/16", serviceSubnet: "10.43.0.0/16" };

describe("networks", () => {
    const network = (Subnet: string) => ({ Name: "vpn", IPAM: { Config: [{ Subnet }] } });

    it("are ok when none has addresses of the cluster", () => {
        expect(checkNetworks(subnets, [network("172.17.0.0/16"), { Name: "none", IPAM: { Config: null } }])).toEqual({
            state: "ok",
            found: "2, none with addresses of 10.42.0.0/16 or 10.43.0.0/16",
        });
    });

    it("are a problem when one has, in the words of pulumi up", () => {
        expect(checkNetworks(subnets, [network("10.42.7.0/24")])).toMatchObject({
            state: "problem",
            found: `podSubnet 10.42.0.0/16 overlaps 10.42.7.0/24 of the engine's network "vpn"`,
        });
    });
});

describe("routes", () => {
    const table = [
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
        "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
        "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0",
        "tun0\t0000000A\t00000000\t0001\t0\t0\t0\t000000FF\t0\t0\t0",
        "eth0\t80FFFF0A\t00000000\t0001\t0\t0\t0\t80FFFFFF\t0\t0\t0",
        "",
    ].join("\n");

    it("are read from the kernel's table", () => {
        expect(readRouteTable(table)).toEqual([
            { device: "eth0", subnet: "0.0.0.0/0" },
            { device: "docker0", subnet: "172.17.0.0/16" },
            { device: "tun0", subnet: "10.0.0.0/8" },
            { device: "eth0", subnet: "10.255.255.128/25" },
        ]);
    });

    it.each([
        ["to elsewhere", "192.168.0.0/16"],
        ["to the internet", "0.0.0.0/0"],
        ["to one half of the internet", "0.0.0.0/1"],
        ["to all but a private network", "8.0.0.0/5"],
        ["of the engine's networks, which are looked at by themselves", "10.42.9.0/24"],
    ])("are ok when they lead %s", (_, subnet) => {
        expect(checkRoutes(subnets, [{ subnet, device: "tun0" }], ["10.42.9.0/24"]).state).toBe("ok");
    });

    it("are a warning when one leads to the cluster's addresses", () => {
        expect(checkRoutes(subnets, readRouteTable(table), [])).toMatchObject({
            state: "warning",
            found: "10.0.0.0/8 by tun0",
        });
    });
});

describe("proxies", () => {
    const address = "http://me:p@ss@proxy.example:3128";
    const only = (argument: string) => `http://proxy.example:3128; nodes have it only with proxy: ${argument}`;
    const shown = only('"environment"');
    const complete = "localhost,127.0.0.0/8,10.0.0.0/8,.example";
    const own = (except: string) => ({ addresses: [address], except });

    it("are ok where there are none", () => {
        const none = { addresses: [], except: "" };
        expect(checkProxies({ own: none, engine: none }, subnets)).toEqual({ state: "ok", found: "none" });
    });

    it.each([complete, "*", "localhost, 127.0.0.1, 10.42.0.0/16, 10.43.0.0/16, build.example"])(
        "are ok with NO_PROXY=%s, and shown without their credentials",
        (except) => {
            const facts = { own: own(except), remoteHost: "build.example" };
            expect(checkProxies(facts, subnets)).toEqual({ state: "ok", found: shown });
        },
    );

    it("are ok when only the engine has one: it pulls images with it, and nothing else", () => {
        const none = { addresses: [], except: "" };
        expect(checkProxies({ own: none, engine: own("") }, subnets)).toEqual({
            state: "ok",
            found: only("{ https: … }"),
        });
    });

    it("are ok when only Docker's client has one for containers, with the argument that gives it to nodes", () => {
        const none = { addresses: [], except: "" };
        const client = { https: address };
        expect(checkProxies({ own: none, client }, subnets)).toEqual({ state: "ok", found: only('"docker"') });
    });

    it("are a warning without NO_PROXY, as pulumi up goes to this machine past them, with what to set", () => {
        const value = "localhost,127.0.0.1,10.42.0.0/16,10.43.0.0/16";
        expect(checkProxies({ own: own("") }, subnets)).toMatchObject({
            state: "warning",
            found: `${shown}; NO_PROXY is not set`,
            next: `export NO_PROXY=${value} no_proxy=${value}`,
        });
    });

    it("are a problem for what NO_PROXY lacks of this machine and the engine's, with what to set", () => {
        const verdict = checkProxies({ own: own("127.0.0.1, ample"), remoteHost: "[fd00::1]" }, subnets);
        const value = "127.0.0.1,ample,localhost,10.42.0.0/16,10.43.0.0/16,fd00::1";
        expect(verdict).toMatchObject({
            state: "problem",
            found: `${shown}; NO_PROXY lacks localhost, 10.42.0.0/16, 10.43.0.0/16, fd00::1`,
            next: `export NO_PROXY=${value} no_proxy=${value}`,
        });
        expect(verdict.consequence).toMatch(says("curl … others ask … proxy … endpoints … machine"));
        expect(verdict.consequence).toMatch(says("Pulumi asks … proxy … engine … clusters"));
    });

    it("are a warning for pods and Services alone", () => {
        expect(checkProxies({ own: own("localhost,127.0.0.1") }, subnets)).toMatchObject({
            state: "warning",
            found: `${shown}; NO_PROXY lacks 10.42.0.0/16, 10.43.0.0/16`,
        });
    });

    // What gRPC for Node.js does with each was seen with pulumi preview and a proxy that notes what it is asked for.
    it.each([
        ["", complete, `export no_proxy=${complete}`],
        ["localhost, 127.0.0.1", complete, `export no_proxy=${complete}`],
        ["*", "*", "export no_grpc_proxy=127.0.0.1"],
    ])("are a problem for the program where no_proxy is %j, whatever NO_PROXY is", (ofPrograms, except, next) => {
        const facts = { own: { ...own(except), ofPrograms: { except: ofPrograms } } };
        expect(checkProxies(facts, subnets)).toEqual({
            state: "problem",
            found: `${shown}; no_proxy lacks 127.0.0.1`,
            consequence: "pulumi up fails: its program asks the proxy for Pulumi's engine on this machine",
            next,
        });
    });

    it.each(["127.0.0.1", "10.0.0.0/8,127.0.0.0/8"])("are ok for the program with no_proxy=%s", (ofPrograms) => {
        const facts = { own: { ...own(complete), ofPrograms: { except: ofPrograms } } };
        expect(checkProxies(facts, subnets).state).toBe("ok");
    });

    it("are read in either case, the lower one first, and by the program in lower case alone", () => {
        const environment = { http_proxy: "http://a", HTTP_PROXY: "http://b", ALL_PROXY: "socks5://c", no_proxy: "d" };
        expect(ownProxies(environment)).toEqual({
            addresses: ["http://a", "socks5://c"],
            except: "d",
            ofPrograms: { except: "d" },
        });
        expect(ownProxies({ HTTPS_PROXY: "http://b", NO_PROXY: "d" })).toEqual({
            addresses: ["http://b"],
            except: "d",
        });
    });

    it("that are empty are not set", () => {
        const empty = { http_proxy: "", HTTP_PROXY: "", https_proxy: "", all_proxy: "", no_proxy: "", NO_PROXY: "d" };
        expect(ownProxies(empty)).toEqual({ addresses: [], except: "d" });
    });
});

describe("ports", () => {
    const range = { first: 20_000, last: 29_999 };
    const ports = { range, tried: 64, free: 60, outgoing: { first: 32_768, last: 60_999 } };

    it.each([
        ["ok", {}, "20000 to 29999: 60 of 64 looked at are free"],
        ["ok", { free: 64, outgoing: undefined }, "20000 to 29999: all 64 looked at are free"],
        ["warning", { outgoing: { first: 1_024, last: 65_000 } }, "outgoing connections take 1024 to 65000"],
        ["warning", { refusal: "bind EACCES" }, "some cannot be used: bind EACCES"],
        ["problem", { free: 0 }, "20000 to 29999: 0 of 64 looked at are free"],
        ["problem", { free: 0, refusal: "bind EPERM" }, ": bind EPERM"],
    ])("are %s with %j", (state, its, found) => {
        const verdict = checkHostPorts({ ...ports, ...its });
        expect(verdict.state).toBe(state);
        expect(verdict.found).toContain(found);
    });

    it("of another machine are those that no container publishes", () => {
        const taken = new Set([61_001, 80]);
        expect(publishedOf({ first: 61_000, last: 61_009 }, taken)).toMatchObject({ tried: 10, free: 9 });
    });
});

describe("versions", () => {
    it.each([
        ["v3.250.0", "^3.250.0", "within"],
        ["3.251.1-alpha.1+dirty", "^3.250.0", "within"],
        ["3.249.9", "^3.250.0", "older"],
        ["4.0.0", "^3.250.0", "newer"],
        ["22.12.0", ">=22.12", "within"],
        ["24.0.0", ">=22.12", "within"],
        ["22.11.9", ">=22.12", "older"],
        ["dev", "^3.250.0", undefined],
        ["1.0.0", "1.x || 2.x", "within"],
        ["1.0.0", "latest", undefined],
    ])("%s is in %s: %s", (version, range, expected) => expect(inRange(version, range)).toBe(expected));

    it("are wanted by package.json in a way that is understood", () => {
        for (const range of Object.values(requirements)) expect(inRange("0.0.1", range)).toBe("older");
    });

    it.each([
        ["ok", "v3.250.0"],
        ["problem", "v3.100.0"],
        ["warning", "v4.0.0"],
        ["unknown", "none"],
    ])("of Pulumi are %s: %s", (state, version) => {
        expect(checkPulumi({ value: version }, "^3.250.0").state).toBe(state);
    });

    it("of Pulumi are a problem without it, and unknown when it does not say", () => {
        expect(checkPulumi({ problem: pulumiMissing(undefined) }, "^3.250.0")).toMatchObject({
            state: "problem",
            found: "There is no pulumi on the PATH",
            next: "install the Pulumi CLI, or correct PATH",
        });
        expect(checkPulumi({ problem: new Error("no answer within 10 s") }, "^3.250.0").state).toBe("unknown");
    });

    it.each([
        ["ok", "22.12.0"],
        ["problem", "20.19.0"],
    ])("of Node.js are %s: %s", (state, version) => expect(checkNodejs(version, ">=22.12").state).toBe(state));
});
