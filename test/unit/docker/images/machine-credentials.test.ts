import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { machineCredentials } from "../../../../provider/docker/images/machine-credentials";

describe("the login of the Docker command line", () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-login-"));
    const before = process.env;
    const basic = (login: string) => ({ auth: Buffer.from(login).toString("base64") });

    /** A helper as they are: a program that takes the registry's name and answers in JSON. */
    function helper(name: string, script: string): void {
        const file = join(folder, `docker-credential-${name}`);
        writeFileSync(file, `#!/bin/sh\n[ "$1" = get ] || exit 2\n${script}\n`);
        chmodSync(file, 0o755);
    }

    function configured(configuration: unknown): void {
        writeFileSync(join(folder, "config.json"), JSON.stringify(configuration));
    }

    beforeAll(() => {
        process.env = { ...before, DOCKER_CONFIG: folder, PATH: [folder, before.PATH].join(delimiter) };
        helper("echo", `read -r registry; printf '{"Username": "of %s", "Secret": "s3cret"}' "$registry"`);
        helper("token", `printf '{"Username": "<token>", "Secret": "t0ken"}'`);
        helper("empty", `echo "credentials not found in native keychain"; exit 1`);
        helper("broken", `echo "the keychain is locked"; exit 1`);
    });

    afterAll(() => {
        process.env = before;
        rmSync(folder, { recursive: true });
    });

    const serveraddress = "ghcr.io";

    it.each([
        ["an entry", { auths: { "ghcr.io": basic("dev:a:b") } }, { serveraddress, username: "dev", password: "a:b" }],
        [
            "an entry of an older command line",
            { auths: { "https://ghcr.io/v1/": basic("dev:a") } },
            { serveraddress, username: "dev", password: "a" },
        ],
        [
            "an identity token",
            { auths: { "ghcr.io": { ...basic("dev:"), identitytoken: "t0ken" } } },
            { serveraddress, identitytoken: "t0ken" },
        ],
        [
            "a store for all registries",
            { auths: { "ghcr.io": {} }, credsStore: "echo" },
            { serveraddress, username: "of ghcr.io", password: "s3cret" },
        ],
        [
            "a helper for this registry, before the store",
            { credsStore: "echo", credHelpers: { "ghcr.io": "token" } },
            { serveraddress, identitytoken: "t0ken" },
        ],
        [
            "a name and a password by themselves",
            { auths: { "ghcr.io": { username: "dev", password: "a" } } },
            { serveraddress, username: "dev", password: "a" },
        ],
        [
            "what is in base64 before a name and a password beside it",
            { auths: { "ghcr.io": { ...basic("dev:a"), username: "old", password: "b" } } },
            { serveraddress, username: "dev", password: "a" },
        ],
        [
            "an entry with bytes of nothing at its end",
            { auths: { "ghcr.io": basic("dev:a\0\0") } },
            { serveraddress, username: "dev", password: "a" },
        ],
        [
            "the registry's own entry before an older one",
            { auths: { "https://ghcr.io/v1/": basic("old:b"), "ghcr.io": basic("dev:a") } },
            { serveraddress, username: "dev", password: "a" },
        ],
        [
            "that of the file where the helper fails",
            { auths: { "ghcr.io": basic("dev:a") }, credsStore: "broken" },
            { serveraddress, username: "dev", password: "a" },
        ],
        [
            "that of the file for a registry that has no helper",
            { auths: { "ghcr.io": basic("dev:a") }, credsStore: "echo", credHelpers: { "ghcr.io": "" } },
            { serveraddress, username: "dev", password: "a" },
        ],
    ])("is %s", async (_, configuration, expected) => {
        configured(configuration);
        expect(await machineCredentials("ghcr.io/team/k3s:1")).toEqual(expected);
    });

    it.each([
        ["no configuration", {}],
        ["a configuration that is none", null],
        ["a login at another registry", { auths: { "quay.io": basic("dev:a") } }],
        ["an entry without a login", { auths: { "ghcr.io": {} } }],
        ["lists that are nothing", { auths: null, credHelpers: null }],
        ["a helper that knows of none", { credsStore: "empty" }],
        [
            "a helper that knows of none, whatever the file has",
            { auths: { "ghcr.io": basic("dev:a") }, credsStore: "empty" },
        ],
        ["a helper that is not installed", { credHelpers: { "ghcr.io": "missing" } }],
    ])("is none with %s", async (_, configuration) => {
        configured(configuration);
        expect(await machineCredentials("ghcr.io/team/k3s:1")).toBeUndefined();
    });

    it("of Docker Hub is kept under the address that it once had", async () => {
        configured({ auths: { "https://index.docker.io/v1/": basic("dev:a") } });
        expect(await machineCredentials("rancher/k3s:v1")).toMatchObject({ username: "dev", password: "a" });
    });

    describe("of DOCKER_AUTH_CONFIG", () => {
        const wanted = { serveraddress, username: "ci", password: "c" };
        const ofFile = { serveraddress, username: "dev", password: "a" };
        const withLogins = (logins: string) => {
            process.env.DOCKER_AUTH_CONFIG = logins;
            return machineCredentials("ghcr.io/team/k3s:1");
        };
        const given = { auths: { "ghcr.io": basic("ci:c") } };

        afterEach(() => {
            delete process.env.DOCKER_AUTH_CONFIG;
        });

        it.each([
            ["the file's", { auths: { "ghcr.io": basic("dev:a") } }],
            ["the helper's", { credsStore: "echo" }],
        ])("counts more than %s", async (_, configuration) => {
            configured(configuration);
            expect(await withLogins(JSON.stringify(given))).toEqual(wanted);
        });

        /** Each of these the docker command line says it cannot read, and goes on without. */
        it.each([
            ["empty", ""],
            ["no JSON", "{"],
            ["of another registry", JSON.stringify({ auths: { "quay.io": basic("ci:c") } })],
            ["of the registry's address", JSON.stringify({ auths: { "https://ghcr.io": basic("ci:c") } })],
            ["with a helper", JSON.stringify({ ...given, credsStore: "echo" })],
            ["with a field beside", JSON.stringify({ auths: { "ghcr.io": { ...basic("ci:c"), email: "c@i" } } })],
            ["with an entry that is no login", JSON.stringify({ auths: { ...given.auths, "quay.io": {} } })],
            ["twice", JSON.stringify(given).repeat(2)],
        ])("leaves it to the file where it is %s", async (_, logins) => {
            configured({ auths: { "ghcr.io": basic("dev:a") } });
            expect(await withLogins(logins)).toEqual(ofFile);
        });
    });
});
