import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer, type Server as SecureServer } from "node:https";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { text } from "node:stream/consumers";
import { join } from "node:path";
import { connectTo } from "../../../../provider/docker/daemon/connect";
import { failure } from "../../resources/fake-nodes";
import { says } from "../../../support/says";

const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-connect-"));
const servers: (Server | SecureServer)[] = [];

async function listening(server: Server | SecureServer): Promise<string> {
    servers.push(server.listen(0, "127.0.0.1"));
    await once(server, "listening");
    return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(() => {
    for (const server of servers.splice(0)) {
        server.closeAllConnections();
        server.close();
    }
});
afterAll(() => rmSync(folder, { recursive: true }));

it("a daemon without TLS needs no certificates, whatever DOCKER_CERT_PATH was left at", async () => {
    const host = await listening(createServer((_, response) => response.end("OK")));
    const before = process.env;
    process.env = { ...before, DOCKER_HOST: host, DOCKER_CERT_PATH: join(folder, "gone") };
    try {
        await connectTo({ host, source: "DOCKER_HOST" });
        expect(process.env.DOCKER_CERT_PATH).toBe(join(folder, "gone"));
    } finally {
        process.env = before;
    }
});

it("a daemon that takes connections and is silent is given up on, with how long it was", async () => {
    const host = await listening(createServer(() => undefined));
    expect(await failure(() => connectTo({ host, source: "DOCKER_HOST" }, { pingMs: 100 }))).toMatch(
        says(
            `Docker daemon … ${host} (from DOCKER_HOST) accepts connections … not answer.\n` +
                " … GET /_ping … silent for 0.1 s\nNext: … docker info … restart",
        ),
    );
});

describe("a daemon that answers a ping and then no more", () => {
    const limits = { toldMs: 100, doneMs: 150 };
    const onlyPing: RequestListener = (request, response) => {
        if (request.url === "/_ping") response.end("OK");
        // The first byte of an answer does not count as one.
        else if (request.url?.startsWith("/networks")) response.write("[");
    };

    async function connected() {
        const host = await listening(createServer(onlyPing));
        return { host, docker: await connectTo({ host, source: "DOCKER_HOST" }, { limits }) };
    }

    it("is given up on, with what it was asked for", async () => {
        const { host, docker } = await connected();
        const said = (request: string, limit: string) =>
            `The Docker daemon at ${host} (from DOCKER_HOST) accepts connections but does not answer.\n` +
            `  it was asked for ${request}, and was silent for ${limit} s\nNext: check whether it hangs (docker info)`;
        expect(await failure(() => docker.info())).toContain(said("GET /info", "0.1"));
        expect(await failure(() => docker.listNetworks())).toContain(said("GET /networks", "0.1"));
        const container = docker.getContainer("web");
        expect(await failure(() => container.inspect())).toContain(said("GET /containers/web/json", "0.1"));
        expect(await failure(() => container.getArchive({ path: "/etc" }))).toContain("GET /containers/web/archive");
        expect(await failure(() => container.start())).toContain(said("POST /containers/web/start", "0.15"));
    });

    it("is waited for where its answer takes as long as something else", async () => {
        const { docker } = await connected();
        let answered = "nothing";
        const remember = (error: unknown) => (answered = String(error));
        docker.getContainer("web").wait().catch(remember);
        docker.getImage("app:dev").get().catch(remember);
        docker.pull("app:dev").catch(remember);
        // Takes as long as the time limits of three requests, one after the other.
        for (let times = 0; times < 3; times++) await failure(() => docker.info());
        expect(answered).toBe("nothing");
    });
});

describe("a stream that takes longer than the limit for an answer", () => {
    it("is read to its end", async () => {
        let end: () => void = () => undefined;
        const host = await listening(
            createServer((request, response) => {
                if (request.url === "/_ping") response.end("OK");
                else if (request.url?.includes("/archive")) {
                    response.write("first ");
                    end = () => response.end("last");
                }
            }),
        );
        const docker = await connectTo({ host, source: "DOCKER_HOST" }, { limits: { toldMs: 1_000, doneMs: 1_000 } });
        const archive = await docker.getContainer("web").getArchive({ path: "/etc" });
        expect(await failure(() => docker.info())).toContain("silent for 1 s");
        end();
        expect(await text(archive)).toBe("first last");
    });
});

describe("a daemon that speaks TLS", () => {
    const pem = (name: string) => join(folder, `${name}.pem`);
    const endpoint = (host: string, certificatePath?: string) => ({ host, certificatePath, source: "DOCKER_HOST" });
    let host: string;
    let clients: unknown[];

    beforeAll(() => {
        // One self-signed certificate serves as authority, daemon and client.
        const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=docker"];
        const names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", pem("key"), "-out", pem("cert")];
        execFileSync("openssl", [...request, ...names], { stdio: "ignore" });
        copyFileSync(pem("cert"), pem("ca"));
    });

    beforeEach(async () => {
        clients = [];
        const [key, cert, ca] = ["key", "cert", "ca"].map((name) => readFileSync(pem(name)));
        const tls = { key, cert, ca, requestCert: true, rejectUnauthorized: true };
        const server = createSecureServer(tls, (request, response) => {
            response.end(request.url === "/_ping" ? "OK" : '{ "Name": "secure" }');
        });
        server.on("secureConnection", (socket) => clients.push(socket.getPeerCertificate().subject.CN));
        host = await listening(server);
    });

    it("is asked with the certificates of the folder", async () => {
        const docker = await connectTo(endpoint(host, folder));
        expect(await docker.info()).toEqual({ Name: "secure" });
        expect(new Set(clients)).toEqual(new Set(["docker"]));
    });

    it("is not trusted with another authority than its own", async () => {
        const message = await failure(() => connectTo(endpoint(host.replace("tcp:", "https:"))));
        expect(message).toMatch(says(`Docker daemon … ${host.replace("tcp:", "https:")} (from DOCKER_HOST)`));
        expect(message).toMatch(says("Next: look whether DOCKER_CERT_PATH … Docker context … daemon's"));
        expect(clients).toEqual([]);
    });

    it("has certificates that are missing named, all of them, before it is asked", async () => {
        const missing = join(folder, "nowhere");
        const message = await failure(() => connectTo(endpoint(host, missing)));
        expect(message).toMatch(says(`certificates … Docker daemon … ${host} (from DOCKER_HOST) cannot`));
        for (const name of ["ca", "cert", "key"]) expect(message).toContain(join(missing, `${name}.pem`));
        expect(message).toMatch(says("Next: … ca.pem … cert.pem … key.pem … DOCKER_CERT_PATH"));
        expect(clients).toEqual([]);
    });
});

describe("a daemon that wants TLS and is asked without", () => {
    it("is refused with what to set", async () => {
        // Go's HTTP server answers so, and with it Docker.
        const host = await listening(
            createServer((_, response) =>
                response.writeHead(400).end("Client sent an HTTP request to an HTTPS server."),
            ),
        );
        expect(await failure(() => connectTo({ host, source: "DOCKER_HOST" }))).toMatch(
            /HTTPS server\.\s+Next: it wants TLS: set DOCKER_TLS_VERIFY=1/,
        );
    });
});
