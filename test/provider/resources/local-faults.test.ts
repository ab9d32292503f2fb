import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createPlainServer, type RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectKubernetes } from "../../../provider/kubernetes/client";
import { ProductionCluster } from "../../../provider/resources/production-cluster";
import { ProductionReady } from "../../../provider/resources/production-ready";
import { loopbackCertificate } from "../../e2e/support/certificate";
import { failure } from "./fake-nodes";
import { says } from "../../support/says";

jest.setTimeout(60_000);

const answer: RequestListener = ({ url }, response) => {
    const known = ["/readyz", "/version", "/api/v1/namespaces/kube-system"].includes(url ?? "");
    response.writeHead(known ? 200 : 404, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ gitVersion: "v1.34.4", metadata: { uid: "1-2" } }));
};

interface Identity {
    certFile: string;
    keyFile: string;
}

let folder: string;
const servers: { close(): void; closeAllConnections(): void }[] = [];
let good: Identity;
let url: string;

beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "local-faults-"));
    good = loopbackCertificate(folder);
    url = await serving(good);
});
afterAll(() => {
    for (const server of servers) {
        server.closeAllConnections();
        server.close();
    }
    rmSync(folder, { recursive: true });
});

async function serving({ certFile, keyFile }: Identity): Promise<string> {
    const server: Server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, answer);
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Creates a self-signed certificate. */
function certificate(name: string, days: number, subject: string): Identity {
    mkdirSync(join(folder, name));
    const [certFile, keyFile] = [join(folder, name, "ca.pem"), join(folder, name, "key.pem")];
    const request = join(folder, name, "request.pem");
    const named = ["-subj", "/CN=test", "-addext", `subjectAltName=${subject}`];
    const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: "ignore" });
    openssl("req", "-newkey", "rsa:2048", "-nodes", ...named, "-keyout", keyFile, "-out", request);
    const lasting = ["-days", String(days), "-copy_extensions", "copyall"];
    openssl("x509", "-req", "-in", request, "-signkey", keyFile, ...lasting, "-out", certFile);
    return { certFile, keyFile };
}

function kubeconfig(cluster: object, user: object = { token: "t" }): string {
    return JSON.stringify({
        clusters: [{ name: "c", cluster: { server: url, "certificate-authority": good.certFile, ...cluster } }],
        users: [{ name: "u", user }],
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
    });
}

/** A long time limit that no test reaches: every result comes at once. */
const inputs = { name: "shop", cluster: "web/live/shop", clusterId: "uid 1-2", timeoutSeconds: 3_600 };
const context = { progress: () => undefined };
const access = { connect: connectKubernetes };
const created = (text: string) => new ProductionCluster(access).create({ ...inputs, kubeconfig: text }, context);
const ready = (text: string) => new ProductionReady(access).create({ ...inputs, kubeconfig: text }, context);

const exec = (command: string, more: object) => ({
    exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command, ...more },
});

const again = "then run pulumi up again";

describe("a production cluster that something on this machine keeps from being asked", () => {
    const faults: [what: string, text: () => string | Promise<string>, message: () => (string | RegExp)[]][] = [
        [
            "a credential plugin that is not installed",
            () => kubeconfig({}, exec("no-such-auth-plugin", { installHint: "Install it from https://example.com" })),
            () => [
                `The production cluster "shop" at ${url} cannot be queried.\n` +
                    '  The kubeconfig\'s credential plugin "no-such-auth-plugin" is not installed, or is not in the PATH of pulumi.\n' +
                    "  Install it from https://example.com\n" +
                    `Next: install it, so that the shell that runs pulumi finds it; ${again}`,
            ],
        ],
        [
            "a credential plugin that fails",
            () => kubeconfig({}, exec("sh", { args: ["-c", "echo please run: example login >&2; exit 1"] })),
            () => ["failed with exit code 1.\n  please run: example login\nNext: try kubectl", again],
        ],
        [
            "an authority's file that is missing",
            () => kubeconfig({ "certificate-authority": "gone.pem" }),
            () => ["names a file as its certificate-authority that does not exist: ", again],
        ],
        [
            "an authority that is no certificate",
            () => kubeconfig({ "certificate-authority": undefined, "certificate-authority-data": "bm9uZQ==" }),
            () => ["certificate-authority-data is no certificate", again],
        ],
        [
            "a name that nobody knows",
            () => kubeconfig({ server: "https://no-such-cluster.invalid:6443" }),
            () => [
                'The production cluster "shop" cannot be reached.\n',
                "ENOTFOUND",
                "Next: look whether the name",
                again,
            ],
        ],
        [
            "a proxy whose name nobody knows",
            () => kubeconfig({ "proxy-url": "http://no-such-proxy.invalid:3128" }),
            () => ["ENOTFOUND no-such-proxy.invalid", "Next: look whether the name", again],
        ],
        [
            "a certificate that has expired",
            async () => {
                const expired = certificate("expired", -1, "IP:127.0.0.1");
                return kubeconfig({ server: await serving(expired), "certificate-authority": expired.certFile });
            },
            () => ["certificate has expired", "Next: look at this machine's clock", again],
        ],
        [
            "a certificate for another name",
            async () => {
                const other = certificate("other", 2, "DNS:shop.example");
                return kubeconfig({ server: await serving(other), "certificate-authority": other.certFile });
            },
            () => ["does not match", "tls-server-name", again],
        ],
        [
            "a certificate of another authority",
            async () => kubeconfig({ server: await serving(certificate("stranger", 2, "IP:127.0.0.1")) }),
            () => [
                "refuses the request.\n",
                "did not sign\nNext: look whether server and certificate-authority",
                again,
            ],
        ],
        [
            "a port where no TLS is spoken",
            async () => {
                const plain = createPlainServer(answer).listen(0, "127.0.0.1");
                servers.push(plain);
                await once(plain, "listening");
                return kubeconfig({ server: `https://127.0.0.1:${(plain.address() as AddressInfo).port}` });
            },
            () => ["cannot be reached", "Next: look whether TLS is spoken at that port", again],
        ],
    ];

    it.each(faults)("%s: is told of at once", async (_, text, expected) => {
        const given = await text();
        for (const run of [created, ready]) {
            const message = await failure(() => run(given));
            for (const part of expected()) expect(message).toMatch(part);
        }
    });

    it("is reached at an address with a slash at its end", async () => {
        const text = kubeconfig({ server: `${url}/` });
        expect((await created(text)).id).toBe("uid 1-2");
        expect((await ready(text)).outputs.kubernetesVersion).toBe("v1.34.4");
    });

    it("is waited for where it may pass with time, and a plugin that waits for somebody is named", async () => {
        const text = kubeconfig({}, exec("sleep", { args: ["20"] }));
        const late = new ProductionReady(access).create({ ...inputs, timeoutSeconds: 9, kubeconfig: text }, context);
        const message = await failure(() => late);
        expect(message).toMatch(says('not answer within 9 s.\n … credential plugin "sleep" … not answered yet'));
        expect(message).toMatch(says("Next: … plugin … kubectl … kubeconfig"));
    });
});
