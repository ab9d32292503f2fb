import { randomBytes } from "node:crypto";
import { isSame } from "./same-text";

/**
 * The access to one dashboard. A browser enters with the token in the dashboard's URL, which only this user gets to
 * see, and stays in with a cookie. Both are valid until the dashboard ends.
 */
export class Session {
    readonly token = randomBytes(32).toString("base64url");
    /**
     * The path of the page and all of its requests. Browsers send the cookies of a host to all of its ports, but not to
     * other paths, so no other server on this machine gets the cookie.
     */
    readonly base = `/${randomBytes(16).toString("base64url")}/`;
    private readonly ticket = randomBytes(32).toString("base64url");

    isToken(text: string): boolean {
        return isSame(text, this.token);
    }

    /** The cookie for a browser that has the token. Ports of a host share cookies, so its name contains the port. */
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
