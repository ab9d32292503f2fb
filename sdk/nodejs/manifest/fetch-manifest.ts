import { ArgumentError } from "../validation";
import type { LocatedValue } from "./kubernetes-object";
import { type Parsed, parseBytes } from "./parse-documents";

const deadlineSeconds = 30;
const instead = "download the file and give its path";

/** Returns whether a path is a URL. */
export function isUrl(path: string): boolean {
    return /^https?:\/\//i.test(path);
}

/** Returns a URL without the parts that can be secret: user, password and query. */
export function shownUrl(url: string): string {
    const parsed = URL.parse(url);
    if (parsed === null) return url.replace(/\/\/[^/]*@/, "//").replace(/\?.*/s, "");
    return `${parsed.origin}${parsed.pathname}`;
}

/**
 * Downloads a file of objects, in each run of the program.
 *
 * @throws ArgumentError if the URL does not lead to a manifest.
 */
export async function fetchManifest(
    manifest: string,
    url: string,
    seconds = deadlineSeconds,
): Promise<Parsed<LocatedValue>> {
    const shown = shownUrl(url);
    const refuse = (message: string) => {
        throw new ArgumentError("Manifest", manifest, [{ path: `path "${shown}"`, message }]);
    };
    const { bytes, response } = await download(url, seconds).catch((error: unknown) =>
        refuse(`cannot be fetched: ${reasonOf(error, seconds)}; ${adviceFor(url)}`),
    );
    if (!response.ok) {
        const status = `${response.status} ${response.statusText}`.trim();
        refuse(`is answered with ${status}; check the address in a browser, or ${instead}`);
    }
    if (isPage(bytes, response.headers.get("content-type") ?? "")) {
        refuse(
            `is a web page, no manifest; give the address of the file itself (on GitHub that of "Raw"), or ${instead}`,
        );
    }
    return parseBytes(bytes, shown);
}

async function download(url: string, seconds: number): Promise<{ bytes: Uint8Array; response: Response }> {
    const address = new URL(url);
    const { username, password } = address;
    address.username = "";
    address.password = "";
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    const headers =
        credentials === ":" ? undefined : { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
    // The deadline includes the body, whose transfer may stall.
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(seconds * 1000) });
    return { bytes: new Uint8Array(await response.arrayBuffer()), response };
}

function isPage(bytes: Uint8Array, contentType: string): boolean {
    return contentType.startsWith("text/html") || /^\s*</.test(Buffer.from(bytes).toString("utf8"));
}

function reasonOf(error: unknown, seconds: number): string {
    const { name, message, cause } = error as Error & { cause?: Error & { code?: string } };
    if (name === "TimeoutError") return `not there within ${seconds} seconds`;
    return cause?.message || cause?.code || message;
}

/** Advises how to use a proxy: Node's fetch uses one only if an environment variable says so. */
function adviceFor(url: string): string {
    const variable = url.toLowerCase().startsWith("https:") ? "HTTPS_PROXY" : "HTTP_PROXY";
    return `check the address, and behind a proxy set ${variable} and NODE_USE_ENV_PROXY=1, or ${instead}`;
}
