import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type RequestOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inlineAccess } from "../../../../provider/kubernetes/access/inline-access";
import { parseKubeconfig } from "../../../../provider/kubernetes/access/parse-kubeconfig";
import { loopbackCertificate } from "../../../e2e/support/certificate";

const folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
const { certFile, keyFile } = loopbackCertificate(folder);
const [cert, key] = [readFileSync(certFile, "base64"), readFileSync(keyFile, "base64")];
rmSync(folder, { recursive: true });
const authority = { "certificate-authority-data": cert };
const certificate = { "client-certificate-data": cert, "client-key-data": key };

function kubeconfig(cluster: object, user: object): string {
    return JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "dev",
        contexts: [{ name: "dev", context: { cluster: "c", user: "u", namespace: "shop" } }],
        clusters: [{ name: "c", cluster: { server: "https://127.0.0.1:6443", ...cluster } }],
        users: [{ name: "u", user }],
    });
}

/** Returns the request options in which both clients must agree. */
function compared(options: RequestOptions): object {
    const { ca, cert, key, servername, rejectUnauthorized, headers } = options;
    const texts = [ca, cert, key].map((value) => (Buffer.isBuffer(value) ? value.toString() : value));
    return { texts, servername, rejectUnauthorized, headers };
}

const inline: [what: string, cluster: object, user: object][] = [
    ["a client certificate", authority, certificate],
    ["a token", authority, { token: "t" }],
    ["both", authority, { ...certificate, token: "t" }],
    ["another name in the server's certificate", { ...authority, "tls-server-name": "dev" }, certificate],
    ["no look at the server's certificate", { "insecure-skip-tls-verify": true }, certificate],
    ["no authority of its own", {}, { token: "t" }],
    ["nobody", authority, {}],
    ["an unencrypted server, allowed", { server: "http://127.0.0.1:1", "insecure-skip-tls-verify": true }, {}],
];

const beyond: [what: string, cluster: object, user: object][] = [
    ["files", { "certificate-authority": "/ca.crt" }, certificate],
    ["a plugin", authority, { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "aws" } }],
    ["a password", authority, { username: "u", password: "p" }],
    ["a proxy", { ...authority, "proxy-url": "http://proxy:3128" }, certificate],
    ["another one's name", authority, { ...certificate, as: "ada" }],
    ["an unencrypted server", { server: "http://127.0.0.1:1" }, {}],
];

describe("the way to a cluster", () => {
    it.each(inline)("with %s is what the library says, without the library", async (_, cluster, user) => {
        const text = kubeconfig(cluster, user);
        const { KubeConfig } = await import("@kubernetes/client-node");
        const library = new KubeConfig();
        library.loadFromString(text);
        const expected: RequestOptions = {};
        await library.applyToHTTPSOptions(expected);
        const access = inlineAccess(text);
        expect(access?.server).toBe(library.getCurrentCluster()?.server);
        expect(compared((await access?.credentials()) ?? {})).toEqual(compared(expected));
    });

    it.each(beyond)("with %s is left to the library", (_, cluster, user) => {
        expect(inlineAccess(kubeconfig(cluster, user))).toBeUndefined();
    });

    it("is refused where a kubeconfig has none", async () => {
        await expect(parseKubeconfig(" ")).rejects.toThrow("The kubeconfig is empty.");
        await expect(parseKubeconfig("kind: Config")).rejects.toThrow("names no cluster");
    });
});
