import { hasCredentials, registryOf } from "../../../provider/docker/registry-credentials";

describe("registryOf", () => {
    const hub = "https://index.docker.io/v1/";

    it.each([
        ["rancher/k3s:v1.36.0-k3s1", hub],
        ["busybox", hub],
        ["docker.io/rancher/k3s", hub],
        ["ghcr.io/team/k3s:1", "ghcr.io"],
        ["localhost/k3s", "localhost"],
        ["registry:5000/k3s", "registry:5000"],
        ["registry:5000", hub],
    ])("of %s is %s", (image, registry) => {
        expect(registryOf(image)).toBe(registry);
    });
});

describe("hasCredentials", () => {
    const of = (text: string | undefined) =>
        hasCredentials("ghcr.io", {
            folder: "/home/user/.docker",
            readFile: (path) => (path === "/home/user/.docker/config.json" ? text : undefined),
        });

    it.each([
        ["no configuration", undefined, false],
        ["a configuration that is no JSON", "{", false],
        ["a login at another registry", '{ "auths": { "quay.io": {} } }', false],
        ["a login", '{ "auths": { "ghcr.io": {} } }', true],
        ["a credential helper", '{ "credHelpers": { "ghcr.io": "pass" } }', true],
    ])("with %s", (_, text, expected) => {
        expect(of(text)).toBe(expected);
    });
});
