import * as pulumi from "@pulumi/pulumi";
import { Cluster } from "../../../sdk/nodejs";
import { checkClusterArgs } from "../../../sdk/nodejs/cluster/arguments/cluster-rules";
import { messageOf, refusalOf } from "../support/refusal";

const host = 'a registry\'s host such as "docker.io" or "registry.example:5000", without scheme and path';
const url = 'a URL such as "https://mirror.example:5000"';
const expression = 'a regular expression of Go, such as "^library/(.*)"';
const certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
const key = "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----\n";
const hub = (mirror: unknown) => ({ mirrors: { "docker.io": mirror } });
const login = (config: unknown) => ({ configs: { "registry.example:5000": config } });
const at = 'registries.configs["registry.example:5000"]';

const refused: [registries: unknown, message: string][] = [
    ["docker.io", 'registries must be an object, but is "docker.io"'],
    [{ mirror: {} }, 'registries.mirror is not an argument; did you mean "mirrors"?'],
    [
        { mirrors: { "https://docker.io": { endpoints: ["https://mirror.example"] } } },
        `a name in registries.mirrors must be ${host}, but is "https://docker.io"`,
    ],
    [{ configs: { "docker.io/library": {} } }, `a name in registries.configs must be ${host}`],
    [hub({}), 'registries.mirrors["docker.io"].endpoints must be a list with at least one element, but is missing'],
    [hub({ endpoints: [] }), "endpoints must be a list with at least one element, but is a list"],
    [hub({ endpoint: [] }), 'registries.mirrors["docker.io"].endpoint is not an argument; did you mean "endpoints"?'],
    ...[
        "mirror.example",
        "ftp://mirror.example",
        "https://",
        "https://u:p@mirror.example",
        "https://m.example?a=b",
    ].map((wrong): [unknown, string] => [
        hub({ endpoints: [wrong] }),
        `registries.mirrors["docker.io"].endpoints[0] must be ${url}, but is "${wrong}"`,
    ]),
    ...["(", "", "^(?!library)", "(a)\\1"].map((wrong): [unknown, string] => [
        hub({ endpoints: ["https://m.example"], rewrite: { [wrong]: "x" } }),
        `a name in registries.mirrors["docker.io"].rewrite must be ${expression}, but is ${JSON.stringify(wrong)}`,
    ]),
    [login({ username: "dev" }), `${at} has username without password`],
    [login({ password: "hunter2" }), `${at} has password without username`],
    [login({ certificate }), `${at} has certificate without key`],
    [login({ key }), `${at} has key without certificate`],
    [
        login({ username: "dev", password: "p", token: "t" }),
        `${at} has both a token and a username with password: give one of them`,
    ],
    [login({ ca: "./ca.pem" }), `${at}.ca must be PEM text, from "-----BEGIN CERTIFICATE-----" to its end, not a path`],
    [login({ certificate: key, key }), `${at}.certificate must be PEM text`],
    [login({ certificate, key: certificate }), `${at}.key must be PEM text`],
    [login({ insecureSkipVerify: "yes" }), `${at}.insecureSkipVerify must be true or false, but is "yes"`],
    [login({ insecure: true }), `${at}.insecure is not an argument;`],
    [{ pullThrough: ["*"] }, `registries.pullThrough[0] must be ${host}, but is "*"`],
    [
        { pullThrough: ["docker.io", "docker.io"] },
        'registries.pullThrough[1] is "docker.io", which has the same name as the cache before it',
    ],
    [
        { ...login({ token: "t" }), pullThrough: ["registry.example:5000"] },
        'registries.pullThrough[0] is "registry.example:5000", for which configs has token',
    ],
    [
        { ...login({ insecureSkipVerify: true }), pullThrough: ["registry.example:5000"] },
        "for which configs has insecureSkipVerify",
    ],
    [{ configs: { "*": { token: "t" } }, pullThrough: ["ghcr.io"] }, 'is "ghcr.io", for which configs has token'],
    [
        { ...hub({ endpoints: ["https://m.example/hub"] }), pullThrough: ["docker.io"] },
        "whose first endpoint https://m.example/hub has a path",
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
        expect(await refusalOf(() => new Cluster("dev", { registries } as object))).toContain(message);
    });

    it.each(accepted.map((registries) => ({ registries })))("accepts $registries", (args) => {
        expect(messageOf(() => checkClusterArgs("dev", args as object))).toBe("");
    });

    it("never shows a secret", async () => {
        const wrong = { ...login({ username: "dev", password: " hunter2\u0000".slice(0, 1), token: "hunter2" }) };
        const message = await refusalOf(() => new Cluster("dev", { registries: wrong } as object));
        expect(message).toContain(`${at}.password must be text that is not blank, but is not`);
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
        expect(await refusalOf(() => new Cluster("dev", { registry } as object))).toContain(message);
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
