import { execFile } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createPlainServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { loopbackCertificate } from "../../../e2e/support/certificate";
import { type ApiServerAccess } from "../../../../provider/kubernetes/access/api-server-access";
import { exchange } from "../../../../provider/kubernetes/exchange";
import { parseKubeconfig } from "../../../../provider/kubernetes/access/parse-kubeconfig";
import { failure } from "../../resources/fake-nodes";

jest.setTimeout(60_000);

/**
 * The requests that the server has received, each with its path, token and certificate. It answers all of them. What
 * kubectl sends is what our client has to send.
 */
const asked: object[] = [];
const answer = (request: IncomingMessage, response: ServerResponse) => {
    response.end("ok");
    // Some versions of kubectl ask for the version first.
    if (!request.url?.endsWith("/readyz")) return;
    const { subject } = (request.socket as Partial<TLSSocket>).getPeerCertificate?.() ?? {};
    asked.push({ path: request.url, authorization: request.headers.authorization, certificate: subject?.CN });
};

let folder: string;
let server: Server;
let url: string;
let own: { certificate: string; key: string };

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "outside-access-"));
    const { certFile, keyFile } = loopbackCertificate(folder);
    own = { certificate: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
    server = createServer(
        { cert: own.certificate, key: own.key, requestCert: true, rejectUnauthorized: false },
        answer,
    );
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(join(folder, "token"), "of-a-file\n");
    mkdirSync(join(folder, "bin"));
});

afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
});

beforeEach(() => {
    asked.length = 0;
});

const apiVersion = "client.authentication.k8s.io/v1beta1";

/** Writes a typical credential plugin: a program that logs to stderr and prints a credential. */
function plugin(name: string, script: string): string {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
}

const credential = (status: object, version = apiVersion) =>
    `cat <<'END'\n${JSON.stringify({ kind: "ExecCredential", apiVersion: version, status })}\nEND`;

interface Parts {
    cluster?: object;
    user?: object;
}

function kubeconfig({ cluster = {}, user = {} }: Parts): string {
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name: "c", cluster: { server: url, "certificate-authority": "ca.pem", ...cluster } }],
        users: [{ name: "u", user }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
    });
}

/** Returns the access to the API server that a kubeconfig in the folder describes. */
const access = (parts: Parts) => parseKubeconfig(kubeconfig(parts), folder);

async function ask(way: ApiServerAccess): Promise<void> {
    const credentials = await way.credentials();
    (await exchange({ method: "GET", url: new URL(`${way.server}/readyz`), credentials })).resume();
}

/** Runs kubectl from another folder. Returns its output. */
async function kubectl(parts: Parts): Promise<string> {
    const file = join(folder, "kubeconfig.json");
    writeFileSync(file, kubeconfig(parts));
    const args = ["--kubeconfig", file, "get", "--raw", "/readyz"];
    const run = promisify(execFile)("kubectl", args, { cwd: dirname(folder), env: process.env });
    // Otherwise, kubectl would ask for a user name and a password.
    run.child.stdin?.end();
    const { stdout, stderr } = await run.catch((error: unknown) => error as { stdout: string; stderr: string });
    return stdout + stderr;
}

const exec = (command: string, more: object = {}) => ({
    exec: { apiVersion, command, interactiveMode: "IfAvailable", ...more },
});

describe("what a kubeconfig names", () => {
    const cases: [what: string, parts: () => Parts][] = [
        ["an authority in a file beside it", () => ({ user: { token: "t" } })],
        ["a server with a slash at its end", () => ({ cluster: { server: `${url}/` }, user: { token: "t" } })],
        ["a certificate and a key", () => ({ user: { "client-certificate": "ca.pem", "client-key": "./key.pem" } })],
        ["a token in a file", () => ({ user: { tokenFile: "token" } })],
        ["a token in a file beside one that it has", () => ({ user: { token: "old", tokenFile: "token" } })],
        [
            "a token in a file that is missing, beside one that it has",
            () => ({ user: { token: "t", tokenFile: "no" } }),
        ],
        [
            "an authority in it and a file that is missing",
            () => ({
                cluster: {
                    "certificate-authority": "",
                    "certificate-authority-data": Buffer.from(own.certificate).toString("base64"),
                },
                user: { token: "t" },
            }),
        ],
        ["a plugin in PATH", () => ({ user: exec("example-auth-plugin") })],
        ["a plugin beside it", () => ({ user: exec("./bin/auth", { args: null, env: null }) })],
        [
            "a plugin that wants an argument and a variable",
            () => ({ user: exec("./picky", { args: ["a b"], env: [{ name: "WHO", value: "ada" }] }) }),
        ],
        ["a plugin that gives a certificate", () => ({ user: exec("./certificate") })],
        ["a plugin that reads to the end of what it is given", () => ({ user: exec("./reader") })],
        ["a plugin beside a token", () => ({ user: { ...exec("./failing"), token: "t" } })],
        [
            "what says nothing of a connection",
            () => ({
                cluster: { extensions: [{ name: "minikube.sigs.k8s.io", extension: {} }] },
                user: { token: "t" },
            }),
        ],
    ];
    const before = process.env.PATH;

    beforeAll(() => {
        process.env.PATH = `${folder}:${before ?? ""}`;
        plugin("example-auth-plugin", credential({ token: "in-path" }));
        plugin("bin/auth", credential({ token: "beside" }));
        plugin("picky", `[ "$1" = "a b" ] && [ "$WHO" = ada ] || exit 1; ${credential({ token: "picky" })}`);
        plugin("certificate", credential({ clientCertificateData: own.certificate, clientKeyData: own.key }));
        plugin("reader", `cat > /dev/null; ${credential({ token: "read" })}`);
        plugin("failing", "exit 1");
    });
    afterAll(() => {
        process.env.PATH = before;
    });

    it.each(cases)("%s: we ask as kubectl does", async (_, parts) => {
        expect(await kubectl(parts())).toBe("ok");
        await ask(await access(parts()));
        expect(asked).toHaveLength(2);
        expect(asked[1]).toEqual(asked[0]);
    });

    it("a server with a path: we ask below it", async () => {
        await ask(await access({ cluster: { server: `${url}/k8s/clusters/c-1/` }, user: { token: "t" } }));
        expect(asked).toMatchObject([{ path: "/k8s/clusters/c-1/readyz" }]);
    });

    it.each([
        ["an unencrypted server, such as kubectl proxy", "http://"],
        ["a server without a scheme", ""],
    ])("%s is told nothing that is secret", async (_, scheme) => {
        const plain = createPlainServer(answer).listen(0, "127.0.0.1");
        await once(plain, "listening");
        const cluster = {
            server: `${scheme}127.0.0.1:${(plain.address() as AddressInfo).port}`,
            "certificate-authority": "",
        };
        const parts = { cluster, user: { token: "secret" } };
        expect(await kubectl(parts)).toBe("ok");
        await ask(await access(parts));
        plain.closeAllConnections();
        plain.close();
        expect(asked[1]).toEqual(asked[0]);
        expect(asked[1]).toMatchObject({ authorization: undefined });
    });

    it.each([
        [true, "v1beta1"],
        [false, "v1beta1"],
        [true, "v1"],
    ])("provideClusterInfo %s: a plugin of %s is told what kubectl tells it", async (provideClusterInfo, version) => {
        const of = `client.authentication.k8s.io/${version}`;
        const log = join(folder, "told");
        writeFileSync(log, "");
        plugin("curious", `printf '%s\\n' "$KUBERNETES_EXEC_INFO" >> '${log}'; ${credential({ token: "t" }, of)}`);
        const extension = { audience: "shop", nested: { deep: [1] } };
        const cluster = {
            server: `${url}/`,
            "tls-server-name": "127.0.0.1",
            "disable-compression": true,
            extensions: [{ name: "client.authentication.k8s.io/exec", extension }],
        };
        const parts = { cluster, user: exec("./curious", { apiVersion: of, provideClusterInfo }) };
        expect(await kubectl(parts)).toBe("ok");
        await ask(await access(parts));
        const lines = readFileSync(log, "utf8").trim().split(/\n+/);
        const [theirs, ours] = [lines[0], lines.at(-1)].map((line) => JSON.parse(line ?? "") as unknown);
        expect(lines.length).toBeGreaterThan(1);
        expect(ours).toEqual(theirs);
    });
});

describe("a plugin", () => {
    it("is asked once for all who ask at that time, and again when what it gave has expired", async () => {
        const log = join(folder, "runs");
        writeFileSync(log, "");
        const lasting = new Date(Date.now() + 3_600_000).toISOString();
        const status = (expirationTimestamp?: string) => ({ token: "t", expirationTimestamp });
        plugin("counted", `echo run >> '${log}'; ${credential(status(lasting))}`);
        const runs = () => readFileSync(log, "utf8").trim().split("\n").length;
        const way = await access({ user: exec("./counted") });
        await Promise.all([way.credentials(), way.credentials()]);
        await way.credentials();
        expect(runs()).toBe(1);
        await way.credentials({ anew: true });
        expect(runs()).toBe(2);
        plugin("counted", `echo run >> '${log}'; ${credential(status("2020-01-01T00:00:00Z"))}`);
        await way.credentials({ anew: true });
        await way.credentials();
        expect(runs()).toBe(4);
    });
});

describe("a fault on this machine is told of at once, and kubectl fails too:", () => {
    const failing: [what: string, parts: () => Parts, message: string[]][] = [
        [
            "a plugin that is not installed",
            () => ({
                user: exec("no-such-auth-plugin", { installHint: "Install it:\n  see https://example.com/install" }),
            }),
            [
                'The kubeconfig\'s credential plugin "no-such-auth-plugin" is not installed, or is not in the PATH of pulumi.',
                "  Install it:",
                "    see https://example.com/install",
                "Next: install it",
            ],
        ],
        [
            "a plugin that fails",
            () => ({
                user: exec("sh", {
                    args: ["-c", "printf '\\033[31mtoken expired\\033[0m\\nplease run: example login\\n' >&2; exit 3"],
                    installHint: "Install sh",
                }),
            }),
            [
                'The kubeconfig\'s credential plugin "sh" failed with exit code 3.',
                "  token expired\n  please run: example login\n  Install sh\n",
                "Next: try kubectl with the same kubeconfig",
            ],
        ],
        ["a plugin beside it that is missing", () => ({ user: exec("./gone") }), ["does not exist: ", "/gone"]],
        [
            "a plugin that may not be run",
            () => {
                writeFileSync(join(folder, "text"), "no program");
                return { user: exec("./text") };
            },
            ['credential plugin "./text" cannot be run: '],
        ],
        [
            "a plugin whose interpreter is missing",
            () => {
                writeFileSync(join(folder, "script"), "#!/no/such/python\n");
                chmodSync(join(folder, "script"), 0o755);
                return { user: exec("./script") };
            },
            ['credential plugin "./script" cannot be run: '],
        ],
        ["a plugin that prints nothing", () => ({ user: exec("true") }), ["it printed nothing"]],
        ["a plugin that prints no JSON", () => ({ user: exec("echo", { args: ["s3cret"] }) }), ["is not JSON"]],
        [
            "a plugin that prints something else",
            () => ({ user: exec("echo", { args: ["{}"] }) }),
            ["no ExecCredential"],
        ],
        [
            "a plugin that gives nothing",
            () => ({ user: exec(plugin("nothing", credential({}))) }),
            ["neither a token nor a client certificate"],
        ],
        [
            "a plugin that gives a certificate alone",
            () => ({ user: exec(plugin("half", credential({ clientCertificateData: own.certificate }))) }),
            ["it printed one alone"],
        ],
        [
            "a plugin whose output is of a version that is no more",
            () => ({
                user: exec(plugin("older", credential({ token: "t" }, "client.authentication.k8s.io/v1alpha1"))),
            }),
            ["what it printed has the apiVersion client.authentication.k8s.io/v1alpha1"],
        ],
        [
            "a plugin of a version that is no more",
            () => ({ user: exec("true", { apiVersion: "client.authentication.k8s.io/v1alpha1" }) }),
            ["its apiVersion is client.authentication.k8s.io/v1alpha1, and may be"],
        ],
        [
            "a plugin that wants a terminal",
            () => ({ user: exec("true", { interactiveMode: "Always" }) }),
            ["it wants a terminal"],
        ],
        [
            "an authority's file that is missing",
            () => ({ cluster: { "certificate-authority": "certs/gone.pem" }, user: { token: "t" } }),
            ["names a file as its certificate-authority that does not exist: ", "certs/gone.pem is taken from "],
        ],
        [
            "a key's file that is missing",
            () => ({ user: { "client-certificate": "ca.pem", "client-key": "/gone/key.pem" } }),
            ["names a file as its client-key that does not exist: /gone/key.pem\n"],
        ],
        ["a token's file that is missing", () => ({ user: { tokenFile: "gone" } }), ["names a file as its tokenFile"]],
        [
            "a certificate without a key",
            () => ({ user: { "client-certificate": "ca.pem" } }),
            ["certificate without a key"],
        ],
        [
            "an authority that is no certificate",
            () => ({ cluster: { "certificate-authority": "token" }, user: { token: "t" } }),
            ["certificate-authority-data is no certificate"],
        ],
        [
            "a certificate that is none",
            () => ({ user: { "client-certificate": "token", "client-key": "key.pem" } }),
            ["client-certificate-data and client-key-data are no certificate with its key"],
        ],
        [
            "a proxy that is no address",
            () => ({ cluster: { "proxy-url": "socks5://:::" }, user: { token: "t" } }),
            ["The kubeconfig cannot be used."],
        ],
    ];

    it.each(failing)("%s", async (_, parts, expected) => {
        expect(await kubectl(parts())).not.toBe("ok");
        const message = await failure(async () => ask(await access(parts())));
        for (const part of expected) expect(message).toContain(part);
        expect(message).toMatch(/\nNext: .*then run pulumi up again$/);
        expect(message).not.toContain("s3cret");
        expect(asked).toEqual([]);
    });
});
