import { Cluster } from "../../../sdk/nodejs";
import type { Row } from "./walk/row";
import { walkArguments } from "./walk/walk";

const pem = (kind: string, content: string) => `-----BEGIN ${kind}-----\n${content}\n-----END ${kind}-----\n`;
const [one, other] = ["b25l", "b3RoZXI="];
const endpoints = ["https://mirror.example"];
const host = 'registries.configs["r.example"]';
const mirror = 'registries.mirrors["r.example"]';
const withConfig = (config: object) => ({ registries: { configs: { "r.example": config } } });
const login = withConfig({ username: "dev", password: "s3cret" });
const certificate = withConfig({
    certificate: pem("CERTIFICATE", one),
    key: pem("EC PRIVATE KEY", one),
});
const withMirror = { registries: { mirrors: { "r.example": { endpoints } } } };

/** K3s's file names the files that there are. */
const isThere = /\/uploads\/\d\/content$/;
const mirrors: Row[] = [
    { path: "registries.mirrors", right: { "r.example": { endpoints } } },
    { path: mirror, right: { endpoints } },
    { path: `${mirror}.endpoints`, right: endpoints, other: ["https://m.example"], wrong: [] },
    { path: `${mirror}.endpoints[0]`, right: "https://mirror.example", other: "https://m.example", wrong: "a b" },
    { path: `${mirror}.rewrite`, right: { "^a": "b" }, other: { "^a": "c" }, wrong: { "(": "b" }, with: withMirror },
    { path: `${mirror}.rewrite["^a"]`, right: "b", other: "c", wrong: " ", with: withMirror },
];

const configs: Row[] = [
    { path: "registries.configs", right: { "r.example": { token: "a" } } },
    { path: host, right: { token: "a" } },
    { path: `${host}.username`, right: "dev", other: "ops", wrong: " ", with: login },
    { path: `${host}.password`, right: "one", other: "two", wrong: " ", with: login },
    { path: `${host}.token`, right: "one", other: "two", wrong: " " },
    {
        path: `${host}.ca`,
        ...{ right: pem("CERTIFICATE", one), other: pem("CERTIFICATE", other), wrong: "ca.pem", maybe: isThere },
    },
    {
        path: `${host}.certificate`,
        ...{
            right: pem("CERTIFICATE", one),
            other: pem("CERTIFICATE", other),
            wrong: "a.pem",
            with: certificate,
            maybe: isThere,
        },
    },
    {
        path: `${host}.key`,
        ...{
            right: pem("EC PRIVATE KEY", one),
            other: pem("EC PRIVATE KEY", other),
            wrong: "a.pem",
            with: certificate,
            maybe: isThere,
        },
    },
    { path: `${host}.insecureSkipVerify`, right: true, other: false, wrong: "yes" },
];

walkArguments({
    type: "ClusterArgs",
    make: (args) => new Cluster("dev", args),
    part: (path) => /^registr(?:y|ies)(?![A-Za-z])/.test(path),
    rows: [
        { path: "registries", right: {} },
        ...mirrors,
        ...configs,
        { path: "registries.pullThrough", right: ["docker.io"] },
        { path: "registries.pullThrough[0]", right: "docker.io" },
        { path: "registry", right: true },
        { path: "registry.port", right: 5000, other: 5001, wrong: 0 },
        { path: "registry.image", right: "registry:2", other: "registry:3", wrong: "A b" },
        { path: "registry.volume", right: "images" },
    ],
});

describe("of a cache", () => {
    const cached = { registries: { pullThrough: ["r.example"], mirrors: { "r.example": { endpoints } } } };
    const fields = ["username", "password", "ca"].map((field) => `${host}.${field}`);
    const inCache = configs.filter(({ path }) => fields.includes(path));
    walkArguments({
        type: "ClusterArgs",
        make: (args) => new Cluster("dev", args),
        part: (path) => /^registries\.(?:configs\{\}\.(?:username|password|ca)|mirrors\{\}\.rewrite)/.test(path),
        rows: [...inCache, ...mirrors.slice(-2)].map((row) => ({
            ...row,
            with: { registries: { ...cached.registries, ...(row.with as typeof login | undefined)?.registries } },
        })),
    });
});
