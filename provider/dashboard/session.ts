import { randomBytes } from "node:crypto";
import { isSame } from "./same-text";

/**
 * Who may use a dashboard: whoever has the token of its address, which this user alone gets to see, and then the browser that
 * came with it, by a cookie. Both end with the dashboard.
 */
export class Session {
    readonly token = randomBytes(32).toString("base64url");
    /**
     * The path that the page and all that belongs to it lie below. A browser sends the cookies of a host to all of its ports, but
     * not to other paths: no other server of this machine gets this one.
     */
    readonly base = `/${randomBytes(16).toString("base64url")}/`;
    private readonly ticket = randomBytes(32).toString("base64url");

    isToken(text: string): boolean {
        return isSame(text, this.token);
    }

    /** What the browser that came with the token is given. Ports have no cookies of their own, so its name has the port. */
    cookie(port: number): string {
        return `${cookieName(port)}=${this.ticket}; Path=${this.base}; HttpOnly; SameSite=Strict`;
    }

    isHeldBy(cookies: string | undefined, port: number): boolean {
        const prefix = `${cookieName(port)}=`;
        const own = (cookies ?? "").split("; ").filter((cookie) => cookie.startsWith(prefix));
        return own.some((cookie) => isSame(cookie.slice(prefix.length), this.ticket));
    }
}

function cookieName(port: number): string {
    return `pulumi-k3s-${port}`;
}
