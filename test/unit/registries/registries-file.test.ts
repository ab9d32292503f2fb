import { parse } from "yaml";
import { cachesOf } from "../../../sdk/nodejs/registries/pull-through";
import { registriesFile } from "../../../sdk/nodejs/registries/registries-file";
import { registryConfig } from "../../../sdk/nodejs/registries/registry-container";

const pem = "-----BEGIN CERTIFICATE-----";

describe("K3s's registries.yaml", () => {
    it("has the words that K3s knows, and paths in place of PEM text", () => {
        const text = registriesFile(
            { "docker.io": { endpoints: ["https://m.example"], rewrite: { "^library/(.*)": "hub/$1" } } },
            {
                "m.example": { username: "dev", password: "yes" },
                "r.example:5000": { token: "t", ca: pem, certificate: pem, key: pem, insecureSkipVerify: false },
                "*": { ca: pem },
            },
        );
        expect(text).not.toContain(pem);
        const folder = "/etc/rancher/k3s/registries/r.example:5000";
        expect(parse(text)).toEqual({
            mirrors: { "docker.io": { endpoint: ["https://m.example"], rewrite: { "^library/(.*)": "hub/$1" } } },
            configs: {
                "m.example": { auth: { username: "dev", password: "yes" } },
                "r.example:5000": {
                    auth: { identity_token: "t" },
                    tls: {
                        ca_file: `${folder}/ca.pem`,
                        cert_file: `${folder}/certificate.pem`,
                        key_file: `${folder}/key.pem`,
                        insecure_skip_verify: false,
                    },
                },
                "*": { tls: { ca_file: "/etc/rancher/k3s/registries/_default/ca.pem" } },
            },
        });
    });

    it("is the same text to a reader of YAML 1.1, whatever a password looks like", () => {
        const passwords = [
            "yes",
            "0123",
            "1e3",
            "~",
            "",
            "a: b #c",
            "&x",
            "*x",
            "'",
            '"',
            "\\",
            "ü\n",
            "=",
            "x".repeat(200),
        ];
        for (const password of passwords) {
            const text = registriesFile({}, { "r.example": { username: "null", password } });
            expect(parse(text, { version: "1.1" })).toEqual({
                mirrors: {},
                configs: { "r.example": { auth: { username: "null", password } } },
            });
        }
    });
});

describe("a cache", () => {
    const configs = { "m.example": { username: "m" }, "docker.io": { username: "d" }, "registry-1.docker.io": {} };
    const cache = (registries: object) => cachesOf(registries)[0];

    it("pulls from the registry itself, Docker Hub by the name it answers under", () => {
        expect(cache({ pullThrough: ["ghcr.io"] })).toMatchObject({
            role: "cache-ghcr-io",
            remoteUrl: "https://ghcr.io",
        });
        expect(cache({ pullThrough: ["docker.io"] })).toMatchObject({
            role: "cache-docker-io",
            remoteUrl: "https://registry-1.docker.io",
        });
    });

    it("pulls from a registry whose name every object seems to have something under", () => {
        expect(cache({ pullThrough: ["constructor"] })).toMatchObject({
            remoteUrl: "https://constructor",
            config: {},
        });
    });

    it("pulls from the first endpoint of the registry's mirror", () => {
        const mirrors = { "r.example:5000": { endpoints: ["http://m.example/v2", "https://n.example"] } };
        expect(cache({ pullThrough: ["r.example:5000"], mirrors, configs })).toMatchObject({
            role: "cache-r-example-5000",
            remoteUrl: "http://m.example",
            config: { username: "m" },
        });
    });

    it("logs in with what is said of the host, else of the registry", () => {
        const { "docker.io": named } = configs;
        expect(cache({ pullThrough: ["docker.io"], configs: { "docker.io": named } })?.config).toBe(named);
        expect(cache({ pullThrough: ["docker.io"], configs })?.config).toBe(configs["registry-1.docker.io"]);
        expect(cache({ pullThrough: ["quay.io"], configs })?.config).toEqual({});
    });

    it("logs in with what is said of all hosts, where nothing is said of it", () => {
        const all = { ...configs, "*": { username: "all" } };
        expect(cache({ pullThrough: ["quay.io"], configs: all })).toMatchObject({
            config: { username: "all" },
        });
        expect(cache({ pullThrough: ["docker.io"], configs: all })?.config).toBe(configs["registry-1.docker.io"]);
    });

    it("is a registry with a proxy, and a registry is one without", () => {
        const upstream = { remoteUrl: "https://r.example", username: "dev", password: "yes" };
        const { proxy, ...rest } = parse(registryConfig(upstream)) as Record<string, unknown>;
        expect(proxy).toEqual({ remoteurl: "https://r.example", username: "dev", password: "yes" });
        expect(rest).toEqual(parse(registryConfig()));
    });
});
