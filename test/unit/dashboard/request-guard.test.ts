import { judge, type Asked } from "../../../provider/dashboard/request-guard";
import { Session } from "../../../provider/dashboard/session";

const port = 4711;
const session = new Session();
const cookie = session.cookie(port).split(";", 1)[0] ?? "";
const host = `127.0.0.1:${port}`;
const own = { host, cookie, "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" };

const verdict = (asked: Partial<Asked>) =>
    judge({ method: "GET", url: `${session.base}events`, headers: own, ...asked }, port, session);
const refused = (status = 403) => ({ kind: "refused", status });
const withHeaders = (headers: Record<string, string | undefined>) => verdict({ headers: { ...own, ...headers } });
const post = (headers: Record<string, string | undefined> = {}) =>
    verdict({
        method: "POST",
        url: `${session.base}actions`,
        headers: { ...own, origin: `http://${host}`, "content-type": "application/json", ...headers },
    });

it("lets in who has the token, and then the browser with the cookie", () => {
    const url = `/?token=${session.token}`;
    expect(verdict({ url, headers: { host } })).toEqual({ kind: "enters", isFromElsewhere: false });
    expect(verdict({})).toMatchObject({ kind: "asks", name: "events" });
    expect(verdict({ url: session.base })).toMatchObject({ kind: "asks", name: "" });
    expect(verdict({ url: `${session.base}details?id=a%2Fb` })).toMatchObject({ kind: "asks", name: "details" });
    expect(post()).toMatchObject({ kind: "asks", name: "actions" });
    for (const name of ["localhost", "[::1]"]) {
        expect(withHeaders({ host: `${name}:${port}` })).toMatchObject({ kind: "asks" });
    }
    // Some proxies and old browsers send no Sec-Fetch headers.
    expect(verdict({ headers: { host, cookie } })).toMatchObject({ kind: "asks" });
});

it("the cookie goes to this page alone, and not to scripts", () => {
    expect(session.cookie(port)).toBe(`${cookie}; Path=${session.base}; HttpOnly; SameSite=Strict`);
    expect(cookie).toMatch(new RegExp(`^pulumi-k3s-${port}=[\\w-]{43}$`));
    expect(session.base).toMatch(/^\/[\w-]{22}\/$/);
    expect(cookie).not.toContain(session.token);
});

it.each<[string, Partial<Asked>]>([
    ["without a token", { url: "/", headers: { host } }],
    ["with another token", { url: `/?token=${new Session().token}`, headers: { host } }],
    ["with a part of the token", { url: `/?token=${session.token.slice(0, -1)}`, headers: { host } }],
    ["with the cookie, and no token", { url: "/" }],
    ["with the token by POST", { url: `/?token=${session.token}`, method: "POST" }],
    ["without a cookie", { headers: { host } }],
    ["with the cookie of another dashboard", { headers: { host, cookie: new Session().cookie(port) } }],
    ["with the cookie of another port", { headers: { host, cookie: session.cookie(1) } }],
    ["at another path", { url: "/events" }],
    ["at a path above", { url: `${session.base}../events` }],
    ["at no path", { url: "*" }],
    ["at a whole address", { url: `http://${host}${session.base}events` }],
])("refuses a request %s", (_, asked) => {
    expect(verdict(asked)).toEqual(refused());
});

it.each([
    ["evil.example", `evil.example:${port}`],
    ["a name that ends in the right one", `evil.127.0.0.1:${port}`],
    ["another port", "127.0.0.1:1"],
    ["no port", "127.0.0.1"],
    ["nothing", undefined],
])("refuses a request to %s, whose name may lead here", (_, host) => {
    expect(withHeaders({ host })).toEqual(refused());
});

it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another port of this host", { "sec-fetch-site": "same-site" }],
    ["another origin", { origin: "http://evil.example" }],
    ["a file", { origin: "null" }],
    ["another port, by its origin", { origin: "http://127.0.0.1:1" }],
])("refuses what a page of %s asks for", (_, headers) => {
    expect(withHeaders(headers)).toEqual(refused());
    expect(post(headers)).toEqual(refused());
});

it("a click elsewhere may lead to the page, and a form or a frame may not", () => {
    const navigation = { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
    const url = `/?token=${session.token}`;
    expect(verdict({ url, headers: navigation })).toEqual({ kind: "enters", isFromElsewhere: true });
    expect(verdict({ url: session.base, headers: { ...navigation, cookie } })).toMatchObject({ kind: "asks" });
    expect(verdict({ url, headers: { ...navigation, "sec-fetch-mode": "no-cors" } })).toEqual(refused());
    expect(verdict({ headers: { ...navigation, cookie } })).toEqual(refused());
    expect(post({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" })).toEqual(refused());
});

it("an action needs an origin, and a type that no form has", () => {
    expect(post({ origin: undefined })).toEqual(refused());
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", undefined]) {
        expect(post({ "content-type": type })).toEqual(refused(415));
    }
    expect(post({ "content-type": "application/json; charset=utf-8" })).toMatchObject({ kind: "asks" });
    expect(verdict({ url: `${session.base}actions` })).toEqual(refused(405));
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "HEAD"]) {
        expect(verdict({ method })).toEqual(refused(405));
    }
});
