import { inferScheme } from "../../../sdk/nodejs/endpoint/scheme";

describe("the scheme of an endpoint", () => {
    it.each([443, 8443])("is https for port %i", (port) => expect(inferScheme(port, "TCP")).toBe("https"));

    it.each([80, 8080, 9898, 3000, 1, 65535])("is http for port %i", (port) => {
        expect(inferScheme(port, "TCP")).toBe("http");
    });

    it("is udp where that is the protocol, whatever the port", () => expect(inferScheme(443, "UDP")).toBe("udp"));
});
