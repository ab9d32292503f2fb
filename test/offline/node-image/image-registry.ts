import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

import { extract } from "tar-stream";

/** What `docker save` puts into an archive of one image with one layer. */
export async function contentOf(archive: Buffer): Promise<{ config: Buffer; layer: Buffer }> {
    const files = new Map<string, Buffer>();
    const entries = extract();
    Readable.from([archive]).pipe(entries);
    for await (const entry of entries) files.set(entry.header.name, await buffer(entry));
    const [image] = JSON.parse(String(files.get("manifest.json"))) as { Config: string; Layers: string[] }[];
    const [config, layer] = [image?.Config ?? "", image?.Layers[0] ?? ""].map((name) => files.get(name));
    if (!config || !layer) throw new Error("the archive has no image");
    return { config, layer };
}

interface RegistryOptions {
    readonly image: { config: Buffer; layer: Buffer };
    readonly tls?: { key: string; cert: string };
    /** Who may pull; without it, everyone. */
    readonly credentials?: string;
    /** Names of the images that it has, all of one content. */
    readonly has: readonly string[];
}

/** A container registry at the wire: the part of its protocol that a pull needs. */
export class ImageRegistry {
    readonly pulled: string[] = [];
    private readonly server: Server;
    private readonly blobs = new Map<string, { content: Buffer; mediaType: string }>();
    private readonly manifest: string;

    constructor(private readonly options: RegistryOptions) {
        const docker = "application/vnd.docker";
        const { config, layer } = options.image;
        this.manifest = this.add(
            Buffer.from(
                JSON.stringify({
                    schemaVersion: 2,
                    mediaType: `${docker}.distribution.manifest.v2+json`,
                    config: this.described(config, `${docker}.container.image.v1+json`),
                    layers: [this.described(layer, `${docker}.image.rootfs.diff.tar`)],
                }),
            ),
            `${docker}.distribution.manifest.v2+json`,
        );
        const answer = (request: IncomingMessage, response: ServerResponse) => {
            this.answer(request, response);
        };
        this.server = options.tls ? createSecureServer(options.tls, answer) : createServer(answer);
    }

    async listen(): Promise<number> {
        this.server.listen(0);
        await once(this.server, "listening");
        return (this.server.address() as AddressInfo).port;
    }

    close(): void {
        this.server.close();
        this.server.closeAllConnections();
    }

    private add(content: Buffer, mediaType: string): string {
        const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
        this.blobs.set(digest, { content, mediaType });
        return digest;
    }

    private described(content: Buffer, mediaType: string) {
        return { digest: this.add(content, mediaType), size: content.length, mediaType };
    }

    private answer(request: IncomingMessage, response: ServerResponse): void {
        const { credentials, has } = this.options;
        const expected = credentials && `Basic ${Buffer.from(credentials).toString("base64")}`;
        if (expected && request.headers.authorization !== expected) {
            response.writeHead(401, { "www-authenticate": 'Basic realm="test"' }).end();
            return;
        }
        const [, name = "", kind, reference = ""] =
            /^\/v2\/(.+)\/(manifests|blobs)\/([^/?]+)/.exec(request.url ?? "") ?? [];
        const digest = reference.startsWith("sha256:") ? reference : this.manifest;
        const blob = has.includes(name) ? this.blobs.get(digest) : undefined;
        if (!blob) {
            response.writeHead(404).end();
            return;
        }
        if (kind === "manifests" && !this.pulled.includes(name)) this.pulled.push(name);
        const headers = { "content-type": blob.mediaType, "content-length": blob.content.length };
        response.writeHead(200, { ...headers, "docker-content-digest": digest });
        response.end(request.method === "HEAD" ? undefined : blob.content);
    }
}
