import { join } from "node:path";
import { Manifest, type ManifestArgs } from "../../../sdk/nodejs";
import { fakeCluster } from "../support/recorded-program";
import type { Row } from "./walk/row";
import { walkArguments } from "./walk/walk";

const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" }, data: { b: "c" } };
const another = { ...object, metadata: { name: "b" } };
const deployment = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec: {} };
const yaml = [object, deployment].map((one) => JSON.stringify(one)).join("\n---\n");
const objects = { objects: [object] };
const decides = true;

const identities: Row[] = [
    { path: "objects[0].apiVersion", right: "v1", wrong: 1 },
    { path: "objects[0].kind", right: "ConfigMap", wrong: 1 },
    { path: "objects[0].metadata", right: { name: "a" }, wrong: {} },
    { path: "objects[0].metadata.name", right: "a", wrong: "" },
    { path: "objects[0].metadata.namespace", right: "shop", wrong: "a b", mayBeNothing: true },
].map((row) => ({ ...row, with: objects, decides }));

walkArguments({
    type: "ManifestArgs",
    make: (args: Omit<ManifestArgs, "cluster">) => new Manifest("app", { cluster: fakeCluster(), ...args }),
    rows: [
        { path: "cluster", right: {}, with: { yaml } },
        { path: "path", right: join(__dirname, "../../../examples") },
        { path: "recursive", right: true, with: { path: "k8s" } },
        { path: "yaml", right: yaml, wrong: " ", decides },
        { path: "objects", right: [object], wrong: "a", decides },
        { path: "objects[0]", right: object, wrong: 1, decides },
        ...identities,
        { path: "objects[0].metadata.labels", right: { a: "b" }, other: { a: "c" }, with: objects },
        { path: "objects[0].data", right: { b: "c" }, other: { b: "d" }, with: { objects: [another] } },
        { path: "namespace", right: "shop", wrong: "a b", with: { yaml }, decides },
        { path: "force", right: true, other: false, wrong: "yes", with: { yaml }, maybe: /\/workloads$/ },
        { path: "wait", right: true, with: { yaml } },
        { path: "waitForJobs", right: true, with: { yaml } },
        { path: "waitForLoadBalancers", right: true, with: { yaml } },
        { path: "timeoutSeconds", right: 60, other: 70, wrong: 0, with: { yaml } },
        { path: "transform", right: () => undefined, with: { yaml } },
    ],
});
