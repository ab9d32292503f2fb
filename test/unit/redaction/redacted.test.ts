import { redacted } from "../../../provider/redaction/redacted";
import { looksSecret } from "../../../provider/redaction/secret-names";

const pem = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIB7\nx+Jk=\n-----END EC PRIVATE KEY-----";
const base64 = "MHcCAQEEIB7kT0b1n4M9bQ2dXg1YkJ8o0m6ZpP3xQvK5sV7tRwEoAoGCCqGSM49AwEHoUQDQgAE";
const hex = "0123456789abcdef".repeat(4);
const token = `K10${hex}::server:5f1d2c3b4a`;
const jwt = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJl_-x";

describe("a report has no secrets", () => {
    it.each([
        // Keys and certificates
        ["a PEM", `before ${pem} after`, "before [redacted] after"],
        ["two PEMs, each for itself", `${pem} and ${pem}`, "[redacted] and [redacted]"],
        ["a PEM in one line", pem.replaceAll("\n", "\\n"), "[redacted]"],
        ["the end of a PEM", `${base64}\n-----END PRIVATE KEY-----`, "[redacted]\n-----END PRIVATE KEY-----"],
        ["a PEM in base64", `key ${Buffer.from(pem).toString("base64")}.`, "key [redacted]."],
        ["data of a kubeconfig", "client-key-data: TUlHSEFnRUFN\nx", "client-key-data: [redacted]\nx"],
        ["the same as JSON", '"client-certificate-data":"TUlHSEFnRUFN"', '"client-certificate-data":"[redacted]"'],
        ["long base64", `data ${base64}== end`, "data [redacted] end"],
        // Tokens
        ["a token of K3s", `join with ${token}, now`, "join with [redacted], now"],
        ["a token of a node", `"${token.replace("server", "node")}"`, '"[redacted]"'],
        ["a JSON Web Token", `got ${jwt}: expired`, "got [redacted]: expired"],
        ["a bearer token", "Authorization: Bearer abc-def.123456", "Authorization: [redacted]"],
        ["a bearer token in a sentence", "sent bearer abc-def.123456 to it", "sent bearer [redacted] to it"],
        ["basic authentication", "> basic dXNlcjpwYXNzMQ==", "> basic [redacted]"],
        ["a bootstrap token", "with token abcdef.0123456789abcdef", "with token [redacted]"],
        ["a token of GitHub", `clone ghp_${"a1".repeat(12)}`, "clone [redacted]"],
        ["a key of AWS", "id AKIAIOSFODNN7EXAMPLE", "id [redacted]"],
        // URLs
        ["a password in a URL", "at postgres://app:pa55@db:5432/shop", "at postgres://app:[redacted]@db:5432/shop"],
        ["one without a user", "redis://:hunter2@cache", "redis://:[redacted]@cache"],
        ["one with an @", "amqp://u:p@ss@mq/x", "amqp://u:[redacted]@mq/x"],
        ["one with a slash", "mysql://u:pa/ss@db/x", "mysql://u:[redacted]@db/x"],
        ["one in quotes", '"url":"http://u:secret1@h"', '"url":"http://u:[redacted]@h"'],
        // Names
        ["a variable", "DB_PASSWORD=hunter2 USER=app", "DB_PASSWORD=[redacted] USER=app"],
        ["a variable in quotes", `export API_TOKEN='a b' X=1`, "export API_TOKEN='[redacted]' X=1"],
        ["quotes in quotes", String.raw`msg="password=\"a \\\"b\" x=1"`, String.raw`msg="password=\"[redacted]\" x=1"`],
        ["an escaped quote", String.raw`secret="a\"b" x`, 'secret="[redacted]" x'],
        ["a key by its name", "RAILS_MASTER_KEY=00ff", "RAILS_MASTER_KEY=[redacted]"],
        ["a setting with spaces", "db.password = hunter2", "db.password = [redacted]"],
        ["a query", "GET /x?access_token=abc", "GET /x?access_token=[redacted]"],
        ["JSON", '{"user":"a","clientSecret": "b c","n":1}', '{"user":"a","clientSecret": "[redacted]","n":1}'],
        ["JSON in JSON", String.raw`"{\"token\":\"abc\",\"n\":1}"`, String.raw`"{\"token\":\"[redacted]\",\"n\":1}"`],
        ["a line of YAML", "a: 1\n  password: my own words\nb: 2", "a: 1\n  password: [redacted]\nb: 2"],
        ["a password in a sentence", "login with password: hunter2 failed", "login with password: [redacted] failed"],
        ["a variable with a colon", "env DB_PASS: hunter2 set", "env DB_PASS: [redacted] set"],
        ["a flag", "k3s agent --token abc --server x", "k3s agent --token [redacted] --server x"],
        ["a flag in a list", '["--token","abc","-v"]', '["--token","[redacted]","-v"]'],
        ["a flag with =", "k3s --agent-token=abc --debug", "k3s --agent-token=[redacted] --debug"],
    ])("%s", (_, text, expected) => {
        expect(redacted(text)).toBe(expected);
        expect(redacted(redacted(text))).toBe(expected);
    });

    it.each([
        ["as it is", "login hunter2-x failed", "login [redacted] failed"],
        ["in base64", `data ${Buffer.from("hunter2-x").toString("base64")}`, "data [redacted]"],
        ["in a URL", "x?p=with%20space%2F", "x?p=[redacted]"],
        ["in JSON", String.raw`said "quo\"ted"`, 'said "[redacted]"'],
        ["the longest first", "hunter2-x-long", "[redacted]"],
        ["not when it is as short as a word", "a node", "a node"],
    ])("known values are found: %s", (_, text, expected) => {
        expect(redacted(text, ["hunter2-x", "hunter2-x-long", 'quo"ted', "with space/", "node"])).toBe(expected);
    });
});

describe("a report keeps what helps", () => {
    it.each([
        `image web@sha256:${hex}`,
        `container ${hex}`,
        "registry http://registry:5000/web@v1",
        'MountVolume.SetUp failed for volume "v" : secret "missing" not found',
        "failed to get token: connection refused",
        "couldn't find key password in Secret default/db",
        'FATAL: password authentication failed for user "app"',
        "--tls-private-key-file=/var/lib/rancher/k3s/server/tls/serving-kube-apiserver.key",
        "--service-account-key-file /var/lib/rancher/k3s/server/tls/service.key",
        "secretName=web tokenExpirationSeconds=3607",
        "PWD=/root OLDPWD=/",
        "Basic authentication is off, bearer tokens too",
        "/var/lib/rancher/k3s/agent/containerd/io/containerd/snapshotter/overlayfs/snapshots/fs",
        "2026-01-01T00:00:00.000Z 12x Pod default/web-5d78c9869d-x2x7q: BackOff: back-off 10s restarting",
        "ssh://git@example.com/repository",
    ])("%s", (text) => {
        expect(redacted(text)).toBe(text);
    });

    it("and takes no time for long lines of any kind", () => {
        const since = process.cpuUsage();
        for (const piece of ["a", "a.", "0f", "\\", '"', "x=", "http://", "-", "-----BEGIN X-----"]) {
            redacted(piece.repeat(200_000 / piece.length));
        }
        expect(process.cpuUsage(since).user).toBeLessThan(10_000_000);
    });
});

it.each([
    ["DB_PASSWORD", true],
    ["api-key", true],
    ["accessToken", true],
    ["TLS_KEY", true],
    ["PGPASSWORD", true],
    ["REDIS_AUTH", true],
    ["PASSWORD_FILE", false],
    ["tls-private-key-file", false],
    ["TOKEN_TTL", false],
    ["KEYBOARD", false],
    ["key", false],
    ["COMPASS", false],
])("%s looks like the name of a secret: %s", (name, expected) => {
    expect(looksSecret(name)).toBe(expected);
});
