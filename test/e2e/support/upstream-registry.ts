import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Certificate } from "./certificate";
import { docker, hostGateway } from "./docker";
import { required } from "./environment";
import { expectSoon } from "./soon";

export const upstreamPassword = "upstream-password";

function filesOf(certificate?: Certificate): Record<string, string> {
    const tls = { certificate: "/etc/upstream/cert.pem", key: "/etc/upstream/key.pem" };
    return {
        "config.yml": `
version: 0.1
storage: { filesystem: { rootdirectory: /var/lib/registry } }
http: ${JSON.stringify({ addr: ":5000", ...(certificate && { tls }) })}
auth: { htpasswd: { realm: upstream, path: /etc/upstream/users } }
`,
        // The bcrypt hash of the password.
        users: "ci:$2b$04$r0HbLLS68gS3qr4to8j8h.KlN.DFnoTzp40Z9lsL4qsguIKLihi/W\n",
        ...(certificate && {
            "cert.pem": readFileSync(certificate.certFile, "utf8"),
            "key.pem": readFileSync(certificate.keyFile, "utf8"),
        }),
    };
}

/** A registry that requires a password and belongs to no stack: the source of a cache or of charts. */
export class UpstreamRegistry {
    /** @param certificate the server's certificate; without one, the registry speaks HTTP. */
    constructor(
        private readonly name: string,
        private readonly image: string,
        private readonly certificate?: Certificate,
    ) {}

    /** Starts the registry. Returns its address for containers. */
    async start(): Promise<string> {
        await this.remove();
        const bridge = await hostGateway();
        const ports = [`--publish=127.0.0.1::5000`, `--publish=${bridge}::5000`];
        await docker("create", "--name", this.name, ...ports, this.image, "serve", "/etc/upstream/config.yml");
        await inFolder(async (folder) => {
            for (const [file, text] of Object.entries(filesOf(this.certificate)))
                writeFileSync(join(folder, file), text);
            await docker("cp", folder, `${this.name}:/etc/upstream`);
        });
        await docker("start", this.name);
        // Docker publishes the port before the registry listens.
        await expectSoon(async () => expect(await this.status()).toBe(401));
        return `host.docker.internal:${await this.port(bridge)}`;
    }

    /** Pushes an image of the daemon under another name. */
    async push(image: string, name: string): Promise<void> {
        const host = await this.host();
        await inFolder(async (config) => {
            await docker("--config", config, "login", "--username=ci", `--password=${upstreamPassword}`, host);
            await docker("tag", image, `${host}/${name}`);
            await docker("--config", config, "push", `${host}/${name}`);
        });
        await docker("rmi", `${host}/${name}`);
    }

    /** Pushes a chart's archive. Returns the chart's reference without its name. */
    async pushChart(archive: string): Promise<string> {
        const charts = `oci://${await this.host()}/charts`;
        const login = ["--username=ci", `--password=${upstreamPassword}`];
        const trust = this.certificate ? [`--ca-file=${this.certificate.certFile}`] : [];
        await promisify(execFile)(required("HELM_BINARY"), ["push", archive, charts, ...login, ...trust]);
        return charts;
    }

    async stop(): Promise<void> {
        await docker("stop", "--time=1", this.name);
    }

    async remove(): Promise<void> {
        await docker("rm", "--force", "--volumes", this.name).catch(() => undefined); // there is none
    }

    /** Returns the registry's port on this machine. */
    async localPort(): Promise<number> {
        return Number(await this.port("127.0.0.1"));
    }

    /** Returns the status of the registry's answer to a request without a login. */
    private async status(): Promise<number | undefined> {
        const host = await this.host();
        const request = this.certificate
            ? https.get(`https://${host}/v2/`, { rejectUnauthorized: false })
            : http.get(`http://${host}/v2/`);
        const [response] = (await once(request, "response")) as [http.IncomingMessage];
        response.destroy();
        return response.statusCode;
    }

    /** Returns the registry's address on this machine. */
    private async host(): Promise<string> {
        return `127.0.0.1:${await this.port("127.0.0.1")}`;
    }

    private async port(address: string): Promise<string> {
        const published = (await docker("port", this.name, "5000/tcp")).split("\n");
        const port = published.find((line) => line.startsWith(`${address}:`))?.split(":")[1];
        if (port === undefined)
            throw new Error(`${this.name} publishes no port on ${address}: ${published.join(", ")}`);
        return port;
    }
}

async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-upstream-"));
    try {
        await use(folder);
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}
