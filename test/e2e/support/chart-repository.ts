import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { loopbackCertificate } from "./certificate";
import { required } from "./environment";

const run = promisify(execFile);

export const repositoryPassword = "chart-repository-password";

/** A private chart repository over TLS, with a self-signed certificate and a password. */
export class ChartRepository {
    private readonly folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-charts-"));
    readonly caFile = join(this.folder, "ca.pem");
    private server: Server | undefined;

    /** Packs the charts, each given as its files, and serves them. Returns the repository's URL. */
    async start(charts: Record<string, Record<string, string>>): Promise<string> {
        const { certFile, keyFile } = loopbackCertificate(this.folder);
        const helm = required("HELM_BINARY");
        for (const [name, files] of Object.entries(charts)) {
            const chart = this.folderOf(name);
            for (const [path, text] of Object.entries(files)) {
                mkdirSync(dirname(join(chart, path)), { recursive: true });
                writeFileSync(join(chart, path), text);
            }
            await run(helm, ["package", chart, "--destination", join(this.folder, "served")]);
        }
        await run(helm, ["repo", "index", join(this.folder, "served")]);
        const login = `Basic ${Buffer.from(`ci:${repositoryPassword}`).toString("base64")}`;
        const tls = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
        const server = createServer(tls, (request, response) => {
            if (request.headers.authorization !== login) return response.writeHead(401).end();
            return response.end(readFileSync(join(this.folder, "served", request.url ?? "")));
        });
        this.server = server.listen(0, "127.0.0.1");
        await new Promise((resolve) => server.once("listening", resolve));
        return `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    }

    /** Returns the folder with the files of a chart. */
    folderOf(chart: string): string {
        return join(this.folder, chart);
    }

    stop(): void {
        this.server?.close();
        this.server?.closeAllConnections();
        rmSync(this.folder, { recursive: true, force: true });
    }
}
