import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { type Socket } from "node:net";
import * as tls from "node:tls";
import { registryOf } from "../../../shared/docker/image-reference";
import { addedAuthorities, machineAuthorities } from "../../../shared/host-authorities";
import { environmentProxies } from "../../../shared/named-proxies";
import { type RegistryCertificate } from "./certificate";

/**
 * Finds out from this machine, through its proxy if it has one, which CA has signed the certificate of an image's
 * registry.
 */
export async function askCertificate(image: string, limitMs: number): Promise<RegistryCertificate> {
    const named = registryOf(image);
    const host = named.startsWith("https://") ? "registry-1.docker.io" : named;
    try {
        const { authorized, issuer, isMeant } = await handshake(host, [...tls.rootCertificates], limitMs);
        if (!isMeant) return { host, kind: "no answer", why: issuer };
        if (authorized) return { host, kind: "public" };
        const added = addedAuthorities(machineAuthorities());
        const own = "added" in added ? added.added.map(String) : [];
        const isTrustedHere = own.length > 0 && (await handshake(host, own, limitMs)).authorized;
        return { host, kind: "private", issuer, isTrustedHere };
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        if (code === "EPROTO" || code === "ERR_SSL_WRONG_VERSION_NUMBER") return { host, kind: "no TLS" };
        return { host, kind: "no answer", why: message || (code ?? "no reason given") };
    }
}

interface Handshake {
    authorized: boolean;
    /** The CA at the end of the server's chain, or why the certificate is not valid for this host or at this time. */
    issuer: string;
    /** Whether the certificate is valid for this host and time, apart from its CA. */
    isMeant: boolean;
}

/** The codes with which Node.js reports a chain that does not lead to one of the given CAs. */
const unknownAuthority = new Set([
    "SELF_SIGNED_CERT_IN_CHAIN",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

async function handshake(address: string, ca: string[], limitMs: number): Promise<Handshake> {
    const url = new URL(`https://${address}`);
    const signal = AbortSignal.timeout(limitMs);
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const port = Number(url.port || 443);
    const through = await tunnel(`${url.hostname}:${port}`, signal);
    const servername = /^[\d.]+$|:/.test(host) ? undefined : host;
    const socket = tls.connect({ host, port, socket: through, servername, ca, rejectUnauthorized: false });
    try {
        await once(socket, "secureConnect", { signal });
        const problem = socket.authorizationError as unknown as string | undefined;
        const isMeant = socket.authorized || unknownAuthority.has(String(problem));
        const issuer = isMeant ? lastOf(socket.getPeerCertificate(true)) : String(problem);
        return { authorized: socket.authorized, issuer, isMeant };
    } catch (error) {
        throw signal.aborted ? new Error(`no answer within ${limitMs / 1_000} s`, { cause: error }) : error;
    } finally {
        socket.destroy();
        through?.destroy();
    }
}

/** Returns the name of the issuer of the last certificate in a server's chain. */
function lastOf(shown: tls.DetailedPeerCertificate): string {
    let last = shown;
    while (Object.hasOwn(last, "issuerCertificate") && last.issuerCertificate !== last) last = last.issuerCertificate;
    const { CN, O } = last.issuer as { CN?: string; O?: string };
    return CN ?? O ?? "somebody without a name";
}

/** Opens a tunnel through this machine's proxy. Undefined if there is no proxy, or not one with plain HTTP. */
async function tunnel(target: string, signal: AbortSignal): Promise<Socket | undefined> {
    const { https } = environmentProxies(process.env);
    if (https === undefined) return undefined;
    const proxy = new URL(https.includes("://") ? https : `http://${https}`);
    if (proxy.protocol !== "http:") return undefined;
    const login = [proxy.username, proxy.password].map(decodeURIComponent).join(":");
    const headers = login === ":" ? {} : { "Proxy-Authorization": `Basic ${Buffer.from(login).toString("base64")}` };
    const asked = request({
        host: proxy.hostname,
        port: proxy.port || 80,
        method: "CONNECT",
        path: target,
        headers: { Host: target, ...headers },
        agent: false,
        signal,
    });
    asked.end();
    const [response, socket] = (await once(asked, "connect", { signal })) as [IncomingMessage, Socket];
    if (response.statusCode === 200) return socket;
    socket.destroy();
    throw new Error(`the proxy says ${response.statusCode ?? ""} ${response.statusMessage ?? ""}`.trim());
}
