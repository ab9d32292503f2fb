import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { askCertificate } from "../../../../provider/cli/doctor/ask-certificate";
import { checkCertificate } from "../../../../provider/cli/doctor/certificate";
import { type Certificate, loopbackCertificate } from "../../../e2e/support/certificate";

const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-certificate-"));
const environment = { ...process.env };
const servers: Server[] = [];
let certificate: Certificate;

beforeAll(() => {
    certificate = loopbackCertificate(folder);
});
beforeEach(() => {
    const { HTTPS_PROXY: _, https_proxy: __, ...others } = environment;
    process.env = { ...others, SSL_CERT_FILE: "/dev/null" };
});
afterAll(() => {
    process.env = environment;
    servers.forEach((server) => server.close());
    rmSync(folder, { recursive: true });
});

async function listening(server: Server | HttpServer): Promise<number> {
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
}

/** A registry whose authority is its own. */
async function registry(): Promise<string> {
    const { certFile, keyFile } = certificate;
    const server = createServer({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
    server.on("tlsClientError", () => undefined);
    return `127.0.0.1:${await listening(server)}`;
}

describe("the certificate of a registry", () => {
    it("is one of a private authority, which this machine may trust or not", async () => {
        const host = await registry();
        const found = { host, kind: "private", issuer: "127.0.0.1" };
        expect(await askCertificate(`${host}/node:1`, 5_000)).toEqual({ ...found, isTrustedHere: false });
        process.env.SSL_CERT_FILE = certificate.certFile;
        expect(await askCertificate(`${host}/node:1`, 5_000)).toEqual({ ...found, isTrustedHere: true });
    });

    it("is asked for by this machine's proxy, with its login", async () => {
        const host = await registry();
        const asked: string[] = [];
        const proxy = createHttpServer();
        proxy.on(
            "connect",
            ({ url = "", headers }: { url?: string; headers: Record<string, string> }, socket: Socket) => {
                asked.push(`${url} ${headers["proxy-authorization"] ?? ""}`);
                const upstream = connect(Number(url.split(":")[1]), "127.0.0.1", () => {
                    socket.write("HTTP/1.1 200 OK\r\n\r\n");
                    upstream.pipe(socket).pipe(upstream);
                });
                upstream.on("error", () => undefined);
                socket.on("error", () => undefined);
            },
        );
        process.env.HTTPS_PROXY = `http://ci:s3cret@127.0.0.1:${await listening(proxy)}`;
        expect(await askCertificate(`${host}/node:1`, 5_000)).toMatchObject({ kind: "private", issuer: "127.0.0.1" });
        expect(asked[0]).toBe(`${host} Basic ${Buffer.from("ci:s3cret").toString("base64")}`);
    });

    it("is not known where the proxy refuses, nobody listens, or nobody answers", async () => {
        const host = await registry();
        const refusing = createHttpServer().on("connect", (_, socket: Socket) => {
            socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
        });
        process.env.HTTPS_PROXY = `http://127.0.0.1:${await listening(refusing)}`;
        expect(await askCertificate(`${host}/node:1`, 5_000)).toEqual({
            host,
            kind: "no answer",
            why: "the proxy says 407 Proxy Authentication Required",
        });
        delete process.env.HTTPS_PROXY;
        expect(await askCertificate("127.0.0.1:9/node:1", 5_000)).toMatchObject({ kind: "no answer" });
        const silent = `127.0.0.1:${await listening(createTcpServer())}`;
        expect(await askCertificate(`${silent}/node:1`, 100)).toMatchObject({ why: "no answer within 0.1 s" });
    });

    it("is none of a registry that speaks HTTP", async () => {
        const host = `127.0.0.1:${await listening(createHttpServer())}`;
        expect(await askCertificate(`${host}/node:1`, 5_000)).toEqual({ host, kind: "no TLS" });
    });
});

describe("the check of it", () => {
    const host = "registry-1.docker.io";

    it("is ok with a public one", () => {
        expect(checkCertificate({ host, kind: "public" }).state).toBe("ok");
        expect(checkCertificate({ host, kind: "no TLS" }).state).toBe("ok");
    });

    it.each([
        [true, 'give the cluster trust: "host"'],
        [false, 'give the cluster the authority\'s certificate: trust: ["./ca.pem"]'],
    ])("warns of a private one, with the argument to give (trusted here: %s)", (isTrustedHere, next) => {
        expect(checkCertificate({ host, kind: "private", issuer: "Corp Root", isTrustedHere })).toMatchObject({
            state: "warning",
            found: `${host} answers with one of "Corp Root", which is not a public authority`,
            next,
        });
    });

    it("does not judge a machine that is offline", () => {
        const { state, next } = checkCertificate({ host, kind: "no answer", why: "getaddrinfo ENOTFOUND" });
        expect(state).toBe("unknown");
        expect(next).toContain("proxy:");
    });
});
