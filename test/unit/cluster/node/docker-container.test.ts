import { ignoredChanges } from "../../../../sdk/nodejs/cluster/node/docker-container";

describe("changes that are ignored", () => {
    const own = { image: "rancher/k3s", usernsMode: "host", tmpfs: { "/run": "" } };

    it("are of what Podman tells otherwise", () => {
        expect(ignoredChanges(own, own)).toEqual(["capabilities", "sysctls", "tmpfs", "usernsMode"]);
    });

    it("are not of what the program adjusts", () => {
        const final = { ...own, tmpfs: { "/run": "size=1m" }, sysctls: { "net.core.somaxconn": "1024" } };
        expect(ignoredChanges(own, final)).toEqual(["capabilities", "usernsMode"]);
    });
});
