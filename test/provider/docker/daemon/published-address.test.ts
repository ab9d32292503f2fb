import { publishedAddress } from "../../../../provider/docker/daemon/published-address";
import { publishedHost, withoutBrackets } from "../../../../shared/docker/published-host";
import { failure } from "../../resources/fake-nodes";
import { says } from "../../../support/says";

describe("where a daemon's published ports are reached", () => {
    it.each([
        ["unix:///var/run/docker.sock", "127.0.0.1", "127.0.0.1"],
        ["npipe:////./pipe/docker_engine", "127.0.0.1", "127.0.0.1"],
        ["tcp://localhost:2375", "127.0.0.1", "127.0.0.1"],
        ["tcp://127.0.1.1:2375", "127.0.0.1", "127.0.0.1"],
        ["tcp://[::1]:2375", "127.0.0.1", "127.0.0.1"],
        ["tcp://10.0.0.1:2376", "10.0.0.1", "10.0.0.1"],
        ["https://10.0.0.1", "10.0.0.1", "10.0.0.1"],
        ["tcp://[fd00::1]:2376", "[fd00::1]", "fd00::1"],
    ])("of %s: in a URL %s, bound on %s", async (host, inUrl, address) => {
        const endpoint = { host, source: "" };
        expect(publishedHost(endpoint)).toBe(inUrl);
        expect(await publishedAddress(endpoint)).toBe(address);
    });

    it("is the name in a URL, for certificates and people", () => {
        expect(publishedHost({ host: "tcp://build.example:2376", source: "" })).toBe("build.example");
    });

    it("is an error where the name has no address", async () => {
        const unknown = { host: "tcp://build.invalid:2376", source: "DOCKER_HOST" };
        const message = await failure(() => publishedAddress(unknown));
        expect(message).toMatch(says("address … build.invalid … Docker daemon … cannot … found."));
        expect(message).toMatch(says("Next: … tcp://build.invalid:2376 (from DOCKER_HOST)"));
    });

    it("is without brackets where it is no part of a URL", () => {
        expect(["[fd00::1]", "10.0.0.1"].map(withoutBrackets)).toEqual(["fd00::1", "10.0.0.1"]);
    });
});
