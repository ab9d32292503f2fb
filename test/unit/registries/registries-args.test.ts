import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../../sdk/nodejs";
import { checkClusterArgs } from "../../../sdk/nodejs/cluster/arguments/cluster-rules";
import { messageOf, refusalOf } from "../support/refusal";
import { says } from "../../support/says";

const host = 'a registry\'s host such as "docker.io" or "registry.example:5000", without scheme and path';
const url = 'a URL such as "https://mirror.example:5000"';
const expression = 'a regular expression of Go, such as "^library/(.*)"';
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const key = "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n";
const hub = (mirror: unknown) => ({ mirrors: { "docker.io": mirror } });
const login = (config: unknown) => ({ configs: { "registry.example:5000": config } });
const at = 'registries.configs["registry.example:5000"]';

const refused: [registries: unknown, message: string][] = [
    ["docker.io", 'registries … object … "docker.io"'],
    [{ mirror: {} }, 'registries.mirror … not … argument … you mean "mirrors"?'],
    [
        { mirrors: { "https://docker.io": { endpoints: ["https://mirror.example"] } } },
        `name … registries.mirrors … ${host} … "https://docker.io"`,
    ],
    [{ configs: { "docker.io/library": {} } }, `name … registries.configs … ${host}`],
    [hub({}), 'registries.mirrors["docker.io"].endpoints … list … least … element … missing'],
    [hub({ endpoints: [] }), "endpoints … list … least … element … list"],
    [hub({ endpoint: [] }), 'registries.mirrors["docker.io"].endpoint … not … argument … you mean "endpoints"?'],
    ...[
        "mirror.example",
        "ftp://mirror.example",
        "https://",
        "https://u:p@mirror.example",
        "https://m.example?a=b",
    ].map((wrong): [unknown, string] => [
        hub({ endpoints: [wrong] }),
        `registries.mirrors["docker.io"].endpoints[0] … ${url} … "${wrong}"`,
    ]),
    ...["(", "", "^(?!library)", "(a)\\1"].map((wrong): [unknown, string] => [
        hub({ endpoints: ["https://m.example"], rewrite: { [wrong]: "x" } }),
        `name … registries.mirrors["docker.io"].rewrite … ${expression} … ${JSON.stringify(wrong)}`,
    ]),
    [login({ username: "dev" }), `${at} has username without password`],
    [login({ password: "hunter2" }), `${at} has password without username`],
    [login({ certificate }), `${at} has certificate without key`],
    [login({ key }), `${at} has key without certificate`],
    [login({ username: "dev", password: "p", token: "t" }), `${at} … both … token … username … password … give`],
    [login({ ca: "./ca.pem" }), `${at}.ca … PEM text … "-----BEGIN CERTIFICATE-----" … end … not … path`],
    [login({ certificate: key, key }), `${at}.certificate must be PEM text`],
    [login({ certificate, key: certificate }), `${at}.key must be PEM text`],
    [login({ insecureSkipVerify: "yes" }), `${at}.insecureSkipVerify … true … false … "yes"`],
    [login({ insecure: true }), `${at}.insecure is not an argument;`],
    [{ pullThrough: ["*"] }, `registries.pullThrough[0] … ${host} … "*"`],
    [{ pullThrough: ["docker.io", "docker.io"] }, 'registries.pullThrough[1] … "docker.io" … same name … cache before'],
    [
        { ...login({ token: "t" }), pullThrough: ["registry.example:5000"] },
        'registries.pullThrough[0] … "registry.example:5000" … configs … token',
    ],
    [
        { ...login({ insecureSkipVerify: true }), pullThrough: ["registry.example:5000"] },
        "for which configs has insecureSkipVerify",
    ],
    [{ configs: { "*": { token: "t" } }, pullThrough: ["ghcr.io"] }, '"ghcr.io" … configs … token'],
    [
        { ...hub({ endpoints: ["https://m.example/hub"] }), pullThrough: ["docker.io"] },
        "first endpoint https://m.example/hub … path",
    ],
];

const accepted: unknown[] = [
    {},
    { mirrors: { "*": { endpoints: ["http://10.0.0.1:5000/v2/hub"] }, "[::1]:5000": { endpoints: ["https://m"] } } },
    hub({ endpoints: ["https://m.example"], rewrite: { "(?i)^library/(?P<name>.*)": "hub/${name}" } }),
    login({ username: "dev", password: pulumi.secret("p"), insecureSkipVerify: true }),
    login({ token: pulumi.secret("t"), ca: pulumi.output(certificate) }),
    login({ ca: certificate, certificate, key }),
    { ...login({ username: "dev", password: "p", ca: certificate }), pullThrough: ["registry.example:5000"] },
    { configs: { "*": { token: "t" }, "ghcr.io": { username: "dev", password: "p" } }, pullThrough: ["ghcr.io"] },
    { ...login({ insecureSkipVerify: false }), pullThrough: ["registry.example:5000"] },
    { ...hub({ endpoints: ["https://m.example/v2/"] }), pullThrough: ["docker.io", "ghcr.io"] },
];

describe("the argument registries", () => {
    it.each(refused)("refuses %j and registers nothing", async (registries, message) => {
        expect(await refusalOf(() => new Cluster("dev", { registries } as object))).toMatch(says(message));
    });

    it.each(accepted.map((registries) => ({ registries })))("accepts $registries", (args) => {
        expect(messageOf(() => checkClusterArgs("dev", args as object))).toBe("");
    });

    it("never shows a secret", async () => {
        const wrong = { ...login({ username: "dev", password: " hunter2\u0000".slice(0, 1), token: "hunter2" }) };
        const message = await refusalOf(() => new Cluster("dev", { registries: wrong } as object));
        expect(message).toMatch(says(`${at}.password … text … not blank … not`));
        const noKey = login({ certificate, key: "hunter2" });
        expect(await refusalOf(() => new Cluster("dev", { registries: noKey } as object))).not.toContain("hunter2");
    });
});

describe("the argument registry", () => {
    it.each([
        ["on", 'registry must be true, false or an object, but is "on"'],
        [{ port: 0 }, "registry.port must be an integer from 1 to 65535, but is 0"],
        [{ ports: 5000 }, 'registry.ports is not an argument; did you mean "port"?'],
        [{ image: "Registry" }, "registry.image must be an image reference"],
        [{ volume: "a/b" }, "registry.volume must be a volume's name"],
    ])("refuses %j", async (registry, message) => {
        expect(await refusalOf(() => new Cluster("dev", { registry } as object))).toMatch(says(message));
    });

    it.each([true, false, {}, { port: 5001, image: "registry:2", volume: "images" }, { volume: false }])(
        "accepts %j",
        (registry) => expect(messageOf(() => checkClusterArgs("dev", { registry }))).toBe(""),
    );

    it("has its own name on the network for itself", async () => {
        const registries = { mirrors: { "registry:5000": { endpoints: ["http://elsewhere"] } } };
        expect(await refusalOf(() => new Cluster("dev", { registry: true, registries }))).toBe(
            'registries.mirrors["registry:5000"] is the cluster\'s own registry (registry)',
        );
        expect(messageOf(() => checkClusterArgs("dev", { registries }))).toBe("");
    });
});
