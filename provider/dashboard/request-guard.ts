import { type IncomingHttpHeaders } from "node:http";
import { type Session } from "./session";

/** The parts of a request that are checked before it is handled. */
export interface Asked {
    method: string;
    /** The request target: path and query. */
    url: string;
    headers: IncomingHttpHeaders;
}

/** The verdict on a request: it enters with the token, it asks for something with the cookie, or it is refused. */
export type Verdict =
    | { kind: "enters"; isFromElsewhere: boolean }
    | { kind: "asks"; name: string; query: URLSearchParams }
    /** The answer has this HTTP status and no body. */
    | { kind: "refused"; status: 403 | 405 | 415 };

/**
 * Lets a request through only if this user's browser sends it for the dashboard's page. Its host must be a name of the
 * loopback address, since another name may resolve to that address too (DNS rebinding). It must not come from a page of
 * another origin. It must have the token or the cookie.
 */
export function judge({ method, url, headers }: Asked, port: number, session: Session): Verdict {
    const refused: Verdict = { kind: "refused", status: 403 };
    const host = headers.host ?? "";
    if (!["127.0.0.1", "localhost", "[::1]"].some((name) => host === `${name}:${port}`)) return refused;
    if (!url.startsWith("/")) return refused;
    const { pathname, searchParams } = new URL(`http://${host}${withoutHost(url)}`);
    const isNavigation = method === "GET" && (pathname === "/" || pathname === session.base);
    const site = headers["sec-fetch-site"];
    const isFromElsewhere = site !== undefined && site !== "same-origin" && site !== "none";
    // A click on a link to the dashboard comes from another site. That is safe: no other page can show this one in a
    // frame.
    if (isFromElsewhere && !(isNavigation && headers["sec-fetch-mode"] === "navigate")) return refused;
    if (headers.origin !== undefined && headers.origin !== `http://${host}`) return refused;
    if (pathname === "/") {
        const isRight = method === "GET" && session.isToken(searchParams.get("token") ?? "");
        return isRight ? { kind: "enters", isFromElsewhere } : refused;
    }
    if (!pathname.startsWith(session.base) || !session.isHeldBy(headers.cookie, port)) return refused;
    const name = pathname.slice(session.base.length);
    if (method !== (name === "actions" ? "POST" : "GET")) return { kind: "refused", status: 405 };
    if (method === "POST") {
        // All browsers send the origin with a POST.
        if (headers.origin === undefined) return refused;
        // Forms cannot send this type, and a page of another origin cannot without a CORS preflight.
        if (!/^application\/json\s*(;|$)/.test(headers["content-type"] ?? "")) return { kind: "refused", status: 415 };
    }
    return { kind: "asks", name, query: searchParams };
}

/** Reduces leading slashes to one, since `//elsewhere/path` would be parsed as a host and a path. */
function withoutHost(url: string): string {
    return url.replace(/^\/+/, "/");
}
