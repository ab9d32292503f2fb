import { createHash } from "node:crypto";
import { parse, stringify } from "yaml";
import { authorityFingerprint, parseAdministrator, renderKubeconfig } from "../../../provider/kubeconfig/rewrite";
import { says } from "../../support/says";

const authority = Buffer.from("-----BEGIN CERTIFICATE-----").toString("base64");
const user = { "client-certificate-data": "Y2VydGlmaWNhdGU=", "client-key-data": "a2V5" };
const written = stringify({
    apiVersion: "v1",
    clusters: [
        { name: "default", cluster: { server: "https://127.0.0.1:6443", "certificate-authority-data": authority } },
    ],
    contexts: [{ name: "default", context: { cluster: "default", user: "default" } }],
    "current-context": "default",
    users: [{ name: "default", user }],
});

describe("the kubeconfig that K3s wrote", () => {
    it("is rewritten to the cluster's name and another server, with the same authority and user", () => {
        const text = renderKubeconfig("dev", "https://127.0.0.1:40000", parseAdministrator(written));
        expect(parse(text)).toEqual({
            apiVersion: "v1",
            kind: "Config",
            clusters: [
                {
                    name: "dev",
                    cluster: { server: "https://127.0.0.1:40000", "certificate-authority-data": authority },
                },
            ],
            users: [{ name: "dev", user }],
            contexts: [{ name: "dev", context: { cluster: "dev", user: "dev" } }],
            "current-context": "dev",
        });
    });

    it("has names in quotes that kubectl would take for something else", () => {
        const text = renderKubeconfig("on", "https://127.0.0.1:40000", parseAdministrator(written));
        expect(parse(text, { version: "1.1" })).toMatchObject({ "current-context": "on", users: [{ name: "on" }] });
    });

    it.each([
        "",
        "clusters: []\n",
        written.replace("certificate-authority-data", "other"),
        written.replace("users", "people"),
        "clusters: [{}]\n",
        "clusters: x\n",
        written.replace(authority, "1"),
        `${written}: [`,
    ])("is refused when a part is missing, with no secret in the error", (text) => {
        const read = () => parseAdministrator(text);
        expect(read).toThrow(says("server's kubeconfig … no cluster … certificate authority … no user."));
        expect(read).not.toThrow("a2V5");
    });
});

describe("the fingerprint of an authority", () => {
    it("is the SHA-256 of the certificate itself", () => {
        const expected = createHash("sha256").update("-----BEGIN CERTIFICATE-----").digest("hex");
        expect(authorityFingerprint(parseAdministrator(written))).toBe(expected);
    });

    it("differs for another authority, and not for another user", () => {
        const fingerprint = authorityFingerprint({ certificateAuthority: authority, user: {} });
        const other = Buffer.from("other").toString("base64");
        expect(fingerprint).toBe(authorityFingerprint({ certificateAuthority: authority, user }));
        expect(fingerprint).not.toBe(authorityFingerprint({ certificateAuthority: other, user }));
    });
});
