import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createPlainServer, type RequestListener, type Server } from "node:http";
import { createServer, type Server as SecureServer } from "node:https";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { loopbackCertificate } from "../e2e/support/certificate";

jest.setTimeout(60_000);

const repository = join(__dirname, "../..");
/** The hosts for which the proxy was asked. */
const proxied: string[] = [];
const servers: (Server | SecureServer)[] = [];
let folder: string;

async function listening(server: Server | SecureServer): Promise<string> {
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "own-connections-"));
});
afterAll(() => {
    for (const server of servers) {
        server.closeAllConnections();
        server.close();
    }
    rmSync(folder, { recursive: true });
});

/** Connects to a daemon, and to a cluster by every way to one, in a process that sends everything through the proxy. */
const script = `
    require("./test/support/register.cjs");
    const { connectTo } = require("./provider/docker/daemon/connect");
    const { connectKubernetes } = require("./provider/kubernetes/client");
    const [docker, ...kubeconfigs] = process.argv.slice(1);
    (async () => {
        await connectTo({ host: docker, source: "DOCKER_HOST" });
        for (const kubeconfig of kubeconfigs) await (await connectKubernetes(kubeconfig)).request("GET", "/readyz");
        await fetch("http://elsewhere.example/").catch(() => undefined);
    })();
`;

it("no proxy stands between us and the daemon, or the cluster", async () => {
    const { certFile, keyFile } = loopbackCertificate(folder);
    const answer: RequestListener = (_, response) => response.end("OK");
    const proxy = createPlainServer(({ url = "" }, response) => {
        proxied.push(url);
        response.writeHead(502).end();
    }).on("connect", ({ url = "" }, socket) => {
        proxied.push(url);
        socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    });
    const address = `http://${await listening(proxy)}`;
    const daemon = `tcp://${await listening(createPlainServer(answer))}`;
    const server = `https://${await listening(createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) }, answer))}`;
    writeFileSync(join(folder, "token"), "t");
    const kubeconfig = (authority: object, user: object) =>
        JSON.stringify({
            clusters: [{ name: "c", cluster: { server, ...authority } }],
            users: [{ name: "u", user }],
            contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
            "current-context": "x",
        });
    const inFile = { "certificate-authority": certFile };
    const kubeconfigs = [
        kubeconfig({ "certificate-authority-data": readFileSync(certFile, "base64") }, { token: "t" }),
        kubeconfig(inFile, { tokenFile: join(folder, "token") }),
        kubeconfig(inFile, { username: "ada", password: "p" }),
    ];
    const names = ["http_proxy", "https_proxy", "all_proxy"].flatMap((name) => [name, name.toUpperCase()]);
    const { NO_PROXY: _upper, no_proxy: _lower, ...before } = process.env;
    const env = { ...before, ...Object.fromEntries(names.map((name) => [name, address])), NODE_USE_ENV_PROXY: "1" };
    await promisify(execFile)(process.execPath, ["-e", script, daemon, ...kubeconfigs], { cwd: repository, env });
    // Only the request to elsewhere.example may use the proxy, which it does where Node.js knows NODE_USE_ENV_PROXY.
    expect(proxied.filter((asked) => !asked.includes("elsewhere.example"))).toEqual([]);
});
