import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cluster } from "../../../sdk/nodejs";
import { certificate, otherCertificate } from "../support/certificates";
import { walkArguments } from "./walk/walk";

const elsewhere = /^(?:server|agent|registries|registry|production)(?![A-Za-z])/;
const alias = { ip: "10.0.0.1", hostnames: ["db.example"] };
const aliases = { hostAliases: [alias] };
const [url, otherUrl] = ["http://proxy.example:3128", "http://proxy.example:3129"];
const withProxy = { with: { proxy: { http: url, noProxy: ["c"] } } };
const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-inputs-"));
const [pem, otherPem] = [join(folder, "ca.pem"), join(folder, "other.pem")];
const transforms = ["server", "agent", "registry", "volume", "image", "dockerProvider", "provider"];

writeFileSync(pem, certificate);
writeFileSync(otherPem, otherCertificate);
afterAll(() => rmSync(folder, { recursive: true }));

walkArguments({
    type: "ClusterArgs",
    make: (args) => new Cluster("dev", args),
    part: (path) => !elsewhere.test(path),
    rows: [
        { path: "version", right: "v1.36.0-k3s1", other: "v1.35.0-k3s1", wrong: "latest" },
        { path: "image", right: "mine/k3s:v1.36.0-k3s1", other: "mine/k3s:v1.35.0-k3s1", wrong: "A b" },
        { path: "agents", right: 1 },
        { path: "apiPort", right: 6443, other: 6444, wrong: 0 },
        { path: "podSubnet", right: "10.60.0.0/16", other: "10.61.0.0/16", wrong: "10.60.0.1/16" },
        { path: "serviceSubnet", right: "10.60.0.0/16", other: "10.61.0.0/16", wrong: "10.60.0.1/16" },
        { path: "disable", right: ["traefik"], other: ["coredns"], wrong: "traefik" },
        { path: "disable[0]", right: "traefik", other: "coredns", wrong: "a b" },
        { path: "hostAliases", right: [alias], other: [{ ...alias, ip: "10.0.0.2" }], wrong: [{ ip: "10.0.0.1" }] },
        { path: "hostAliases[0]", right: alias, other: { ...alias, ip: "10.0.0.2" }, wrong: { ip: "10.0.0.1" } },
        { path: "hostAliases[0].ip", right: "10.0.0.1", other: "10.0.0.2", wrong: "a", with: aliases },
        { path: "hostAliases[0].hostnames", right: ["a"], other: ["b"], wrong: "a", with: aliases },
        { path: "hostAliases[0].hostnames[0]", right: "a", other: "b", wrong: "a b", with: aliases },
        { path: "dns", right: "k3s" },
        { path: "dns[0]", right: "10.8.0.2", other: "10.8.0.3", wrong: "a", with: { dns: ["10.8.0.2"] } },
        ...[
            { path: "dns.resolvers", right: ["10.8.0.2"], other: ["10.8.0.3"], wrong: [] },
            { path: "dns.resolvers[0]", right: "10.8.0.2", other: "10.8.0.3", wrong: "::1" },
            { path: "dns.domains", right: { "a.example": ["10.8.0.2"] } },
            { path: 'dns.domains["a.example"]', right: ["10.8.0.2"], other: ["10.8.0.3"], wrong: "a" },
            { path: 'dns.domains["a.example"][0]', right: "10.8.0.2", other: "10.8.0.3", wrong: "a" },
        ].map((row) => ({
            ...row,
            with: { dns: { resolvers: ["10.8.0.4"], domains: { "a.example": ["10.8.0.4"] } } },
        })),
        { path: "network", right: "mine", other: "yours", wrong: "bridge" },
        { path: "trust", right: [] },
        { path: "trust[0]", right: pem, other: otherPem, wrong: "nowhere.pem", with: { trust: [pem] } },
        { path: "proxy", right: { http: url } },
        { path: "proxy.http", right: url, other: otherUrl, wrong: "proxy", ...withProxy },
        { path: "proxy.https", right: url, other: otherUrl, wrong: "proxy", ...withProxy },
        { path: "proxy.noProxy", right: ["a"], other: ["b"], wrong: "a", ...withProxy },
        { path: "proxy.noProxy[0]", right: "a", other: "b", wrong: "a,b", ...withProxy },
        { path: "dataVolume", right: true },
        { path: "images", right: ["a:1"], other: ["b:1"], wrong: "a:1" },
        { path: "images[0]", right: "a:1", other: "b:1", wrong: "A b" },
        { path: "kubeconfig", right: { merge: "/tmp/config" } },
        { path: "kubeconfig.merge", right: "/tmp/config" },
        ...[{ path: "kubeconfig.switchContext", right: true, other: false, wrong: "yes" }].map((row) => ({
            ...row,
            with: { kubeconfig: { merge: "/tmp/config" } },
        })),
        { path: "timeoutSeconds", right: 60, other: 70, wrong: 0 },
        {
            path: "dockerHost",
            right: "tcp://10.0.0.1:2375",
            other: "tcp://10.0.0.2:2375",
            wrong: " ",
            maybe: /docker dev\/certPath$/,
        },
        { path: "transform", right: {} },
        ...transforms.map((name) => ({ path: `transform.${name}`, right: {} })),
    ],
});
