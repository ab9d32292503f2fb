import { join } from "node:path";
import { HelmRelease, type HelmReleaseArgs } from "../../../sdk/nodejs";
import { fakeCluster } from "../support/recorded-program";
import { walkArguments } from "./walk/walk";

const root = join(__dirname, "../../..");
const [file, another] = [join(root, "Pulumi.yaml"), join(root, "package.json")];
const repo = { chart: "podinfo", repo: "https://charts.example" };
const login = { ...repo, username: "ci", password: "one" };
const certificates = { ...repo, certFile: file, keyFile: file };

walkArguments({
    type: "HelmReleaseArgs",
    make: (args: Omit<HelmReleaseArgs, "cluster">) => new HelmRelease("podinfo", { cluster: fakeCluster(), ...args }),
    rows: [
        { path: "cluster", right: {} },
        { path: "chart", right: "podinfo", other: "shop", wrong: " ", maybe: /\/description$/ },
        { path: "repo", right: "https://charts.example", other: "https://c.example", wrong: "charts" },
        { path: "username", right: "ci", other: "dev", wrong: " ", with: login },
        { path: "password", right: "one", other: "two", wrong: " ", with: login },
        { path: "caFile", right: file, other: another, wrong: "/gone" },
        { path: "certFile", right: file, other: another, wrong: "/gone", with: certificates },
        { path: "keyFile", right: file, other: another, wrong: "/gone", with: certificates },
        { path: "version", right: "1.2.3", other: "1.2.4", wrong: " " },
        { path: "namespace", right: "shop", other: "apps", wrong: "a b" },
        { path: "createNamespace", right: true, other: false, wrong: "yes" },
        { path: "releaseName", right: "web", other: "shop", wrong: "a b" },
        { path: "valuesFiles", right: [file], other: [another], wrong: "/gone" },
        { path: "valuesFiles[0]", right: file, other: another, wrong: "/gone" },
        { path: "values", right: { a: 1 }, other: { a: 2 }, wrong: "a: 1" },
        { path: "values.a", right: { b: 1 }, other: { b: 2 } },
        { path: "set", right: ["a=1"], other: ["a=2"], wrong: "a=1" },
        { path: "set[0]", right: "a=1", other: "a=2", wrong: "a" },
        { path: "wait", right: true, other: false, wrong: "yes" },
        { path: "atomic", right: true, other: false, wrong: "yes" },
        { path: "waitForJobs", right: true, other: false, wrong: "yes", maybe: /\/waitForJobs$/ },
        { path: "waitForLoadBalancers", right: true, other: false, wrong: "yes" },
        { path: "skipCrds", right: true, other: false, wrong: "yes" },
        { path: "historyLimit", right: 3, other: 4, wrong: -1 },
        { path: "timeoutSeconds", right: 60, other: 70, wrong: 0 },
        { path: "transform", right: {} },
    ].map((row) => ({ ...row, with: row.with ?? repo })),
});
