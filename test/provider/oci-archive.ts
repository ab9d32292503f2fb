import { createHash, randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type Docker from "dockerode";
import { extract, pack, type Pack } from "tar-stream";

interface Descriptor {
    mediaType: string;
    digest: string;
    size: number;
    platform?: { os: string; architecture: string };
    annotations?: Record<string, string>;
}

const types = {
    config: "application/vnd.oci.image.config.v1+json",
    layer: "application/vnd.oci.image.layer.v1.tar",
    manifest: "application/vnd.oci.image.manifest.v1+json",
    index: "application/vnd.oci.image.index.v1+json",
};

/**
 * Platforms whose manifests the index names but the archive lacks, as in archives of Docker's containerd image store.
 */
export const missing = {
    s390x: { os: "linux", architecture: "s390x" },
    attestation: { os: "unknown", architecture: "unknown" },
};

/** An image of the daemon as an OCI layout, like the output of `docker save` with Docker's containerd image store. */
export class OciArchive {
    private readonly archive: Pack = pack();

    static async of(docker: Docker, image: string): Promise<{ archive: OciArchive; manifest: Descriptor }> {
        const files = await saved(docker, image);
        const [{ Config, Layers } = { Config: "", Layers: [] }] = JSON.parse(String(files.get("manifest.json"))) as {
            Config: string;
            Layers: string[];
        }[];
        const archive = new OciArchive();
        const { os, architecture } = JSON.parse(String(files.get(Config))) as { os: string; architecture: string };
        const manifest = archive.json(types.manifest, {
            schemaVersion: 2,
            mediaType: types.manifest,
            config: archive.blob(types.config, files.get(Config)),
            layers: Layers.map((layer) => archive.blob(types.layer, files.get(layer))),
        });
        return { archive, manifest: { ...manifest, platform: { os, architecture } } };
    }

    index(manifests: Descriptor[]): Descriptor {
        return this.json(types.index, { schemaVersion: 2, mediaType: types.index, manifests });
    }

    /** Completes the archive with its index of named images. */
    named(name: string, tops: Descriptor[]): NodeJS.ReadableStream {
        const annotations = { "io.containerd.image.name": name, "org.opencontainers.image.ref.name": "1" };
        const manifests = tops.map((top) => ({ ...top, annotations }));
        this.archive.entry({ name: "index.json" }, JSON.stringify({ schemaVersion: 2, manifests }));
        this.archive.entry({ name: "oci-layout" }, JSON.stringify({ imageLayoutVersion: "1.0.0" }));
        this.archive.finalize();
        return Readable.from(this.archive);
    }

    private json(mediaType: string, value: object): Descriptor {
        return this.blob(mediaType, Buffer.from(JSON.stringify(value)));
    }

    private blob(mediaType: string, content: Buffer = Buffer.alloc(0)): Descriptor {
        const hash = createHash("sha256").update(content).digest("hex");
        this.archive.entry({ name: `blobs/sha256/${hash}` }, content);
        return { mediaType, digest: `sha256:${hash}`, size: content.length };
    }
}

/** Returns the descriptor of a manifest that no archive has. */
export function absent(platform: { os: string; architecture: string }): Descriptor {
    const digest = `sha256:${randomBytes(32).toString("hex")}`;
    return { mediaType: types.manifest, digest, size: 500, platform };
}

async function saved(docker: Docker, image: string): Promise<Map<string, Buffer>> {
    const files = new Map<string, Buffer>();
    const reader = extract();
    reader.on("entry", (header, stream, next) => {
        buffer(stream).then(
            (content) => {
                files.set(header.name, content);
                next();
            },
            (error: unknown) => reader.destroy(error as Error),
        );
    });
    await pipeline(await docker.getImage(image).get(), reader);
    return files;
}
