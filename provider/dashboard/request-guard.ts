import { type IncomingHttpHeaders } from "node:http";
import { type Session } from "./session";

/** What is looked at of a request before anything is done for it. */
export interface Asked {
    method: string;
    /** As it stands in the request: path and query. */
    url: string;
    headers: IncomingHttpHeaders;
}

/** A request that comes with the token, one that belongs to the page, or none of ours. */
export type Verdict =
    | { kind: "enters"; isFromElsewhere: boolean }
    | { kind: "asks"; name: string; query: URLSearchParams }
    /** With the HTTP status, and nothing else. */
    | { kind: "refused"; status: 403 | 405 | 415 };

/**
 * Lets through what this user's browser asks for the page alone: by a name of the loopback address, because a name of somebody
 * else may lead to it too (DNS rebinding); not for a page of another origin; and with the token or the cookie.
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
    // A click on the address elsewhere comes from another site, and leads to a page that nobody can have in a frame.
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
        // All browsers send it.
        if (headers.origin === undefined) return refused;
        // No form has that type, and no page of another origin may send it unasked.
        if (!/^application\/json\s*(;|$)/.test(headers["content-type"] ?? "")) return { kind: "refused", status: 415 };
    }
    return { kind: "asks", name, query: searchParams };
}

/** `//elsewhere/path` would be a host and a path. */
function withoutHost(url: string): string {
    return url.replace(/^\/+/, "/");
}
