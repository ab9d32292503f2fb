import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { getAsset, isSea } from "node:sea";
import { Failure } from "../failure";

/** A file of the built page. */
export interface PageFile {
    type: string;
    body: Buffer;
    /** A hash of the content, so that a browser that has the file need not load it again. */
    etag: string;
}

const types: Record<string, string> = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
};
const needed = ["index.html", "app.js", "app.css"];

/** Reads the files of the built page, by their names. */
export function readPage(folder = join(__dirname, "page")): Map<string, PageFile> {
    const files = new Map(
        namesIn(folder)
            .filter((name) => extname(name) in types)
            .map((name) => {
                const body = contentOf(folder, name);
                const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
                return [name, { type: types[extname(name)] ?? "", body, etag }];
            }),
    );
    if (needed.every((name) => files.has(name))) return files;
    throw new Failure("The dashboard's page is not in this installation.", {
        why: `${folder} does not have ${needed.filter((name) => !files.has(name)).join(", ")}`,
        next: "install the package again; in a clone, run npm run build",
    });
}

/**
 * Returns the names of the page's files. A single executable has them as assets, with their names in the asset `index`.
 */
function namesIn(folder: string): string[] {
    if (isSea()) return JSON.parse(getAsset("dashboard/index", "utf8")) as string[];
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}

function contentOf(folder: string, name: string): Buffer {
    return isSea() ? Buffer.from(getAsset(`dashboard/${name}`)) : readFileSync(join(folder, name));
}
