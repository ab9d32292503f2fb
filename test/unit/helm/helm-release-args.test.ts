import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type Cluster, HelmRelease, type HelmReleaseArgs } from "../../../sdk/nodejs";
import { checkHelmReleaseArgs } from "../../../sdk/nodejs/helm/helm-release-rules";
import { messageOf, refusalOf } from "../support/refusal";

const cluster = { name: "dev", core: {}, provider: {} } as unknown as Cluster;
const least = { cluster, chart: "podinfo", repo: "https://charts.example" };
const registry = { chart: "oci://registry.example/podinfo", repo: undefined };
const login = { username: "ci", password: pulumi.secret("s3cret") };
const folder = mkdtempSync(join(tmpdir(), "helm-arguments-"));
const chart = join(folder, "chart");
const values = join(folder, "values.yaml");
const broken = join(folder, "broken.yaml");

const lacking = join(folder, "lacking");
const asName = relative(".", chart);

for (const path of [chart, lacking]) mkdirSync(path);
writeFileSync(join(chart, "Chart.yaml"), "name: shop\nversion: 1.0.0\n");
writeFileSync(
    join(lacking, "Chart.yaml"),
    "name: shop\nversion: 1.0.0\ndependencies: [{name: redis, version: 1.0.0, repository: 'file://../redis'}]\n",
);
writeFileSync(values, "replicas: 2\n");
writeFileSync(broken, "a: [1\n");

afterAll(() => rmSync(folder, { recursive: true }));

const refused: [args: Record<string, unknown>, message: string][] = [
    [{ cluster: null }, "cluster must be a Cluster of this package"],
    [{ chart: undefined }, "chart must be text that is not blank, but is missing"],
    [{ chart: " " }, 'chart must be text that is not blank, but is " "'],
    [{ chart: "./no-such-chart", repo: undefined }, "chart is ./no-such-chart, but no such folder or archive exists"],
    [{ chart: folder, repo: undefined }, `chart is ${folder}, which has no Chart.yaml`],
    [{ chart: values, repo: undefined }, `chart is ${values}, which is neither a folder nor a gzipped archive`],
    [
        { chart: lacking, repo: undefined },
        `chart is ${lacking}, which lacks redis in its folder charts, though it depends on it: run helm dependency build ${lacking}`,
    ],
    [
        { chart: lacking, repo: undefined, transform: { dependencyUpdate: false } },
        "which lacks redis in its folder charts",
    ],
    [{ chart: "~/shop", repo: undefined }, 'chart is "~/shop": only a shell knows ~; give the whole path'],
    [
        { chart: "https://charts.example/a-1.0.0.tgz", repo: undefined },
        'chart is "https://charts.example/a-1.0.0.tgz", a URL: give its repository as repo',
    ],
    [{ chart: "test/unit", repo: undefined }, 'chart is "test/unit", a name: write "./test/unit" for what is there'],
    [{ chart }, `repo does not go with the local chart ${chart}`],
    [{ chart: "oci://registry.example/podinfo" }, "repo does not go with the OCI reference"],
    [{ repo: undefined }, 'chart is "podinfo", a name: give the repo it is in, an oci:// reference, or a path'],
    [{ repo: "" }, 'repo must be the http(s) URL of a chart repository, but is ""'],
    [{ repo: "charts.example" }, 'repo must be the http(s) URL of a chart repository, but is "charts.example"'],
    [{ version: "" }, 'version must be text that is not blank, but is ""'],
    [{ namespace: "Shop" }, "namespace must be a DNS label"],
    [{ namespace: "" }, "namespace must be a DNS label"],
    [{ createNamespace: "yes" }, 'createNamespace must be true or false, but is "yes"'],
    [{ releaseName: "" }, "releaseName must be a DNS label"],
    [{ releaseName: "a".repeat(54) }, "releaseName must have at most 53 characters (Helm's limit)"],
    [{ valuesFiles: ["no-such.yaml"] }, 'valuesFiles[0] must be an existing file, but is "no-such.yaml"'],
    [{ valuesFiles: [values, " "] }, 'valuesFiles[1] must be an existing file, but is " "'],
    [{ valuesFiles: [chart] }, "valuesFiles[0] must be an existing file"],
    [{ valuesFiles: values }, "valuesFiles must be a list"],
    [{ valuesFiles: [broken] }, `valuesFiles has ${broken}, which is no YAML:`],
    [{ values: [1] }, "values must be an object, but is a list"],
    [{ username: "ci" }, "username needs password too"],
    [{ password: "s3cret" }, "password needs username too"],
    [{ username: "ci", password: "" }, "password must be text that is not blank, but is not"],
    [{ certFile: values }, "certFile needs keyFile too"],
    [{ keyFile: values }, "keyFile needs certFile too"],
    [{ caFile: "no-such.pem" }, 'caFile must be an existing file, but is "no-such.pem"'],
    [{ chart, repo: undefined, caFile: values }, "caFile only goes with repo or an OCI reference"],
    [{ ...registry, username: "ci" }, "username needs password too"],
    [{ ...registry, password: "s3cret" }, "password needs username too"],
    [{ ...registry, caFile: values }, "caFile needs username and password too: without them the Kubernetes provider"],
    [{ ...registry, certFile: values, keyFile: values }, "keyFile needs username and password too"],
    [{ ...registry, ...login, keyFile: values }, "keyFile needs certFile too"],
    [{ wait: "no" }, 'wait must be true or false, but is "no"'],
    [{ atomic: "yes" }, 'atomic must be true or false, but is "yes"'],
    [{ wait: false, atomic: true }, "atomic does not go with wait: false"],
    [{ wait: false, waitForJobs: true }, "waitForJobs does not go with wait: false"],
    [{ wait: false, waitForLoadBalancers: true }, "waitForLoadBalancers does not go with wait: false"],
    [{ skipCrds: 1 }, "skipCrds must be true or false, but is 1"],
    [{ historyLimit: -1 }, "historyLimit must be an integer, at least 0, but is -1"],
    [{ set: { a: 1 } }, "set must be a list, but is an object"],
    [{ set: ["a=1", 2] }, "set[1] must be text such as a.b=c, as after helm --set, but is 2"],
    [{ set: ["a=1", "b"] }, "set[1] cannot be set: the key in column 1 has no value"],
    [{ set: ["a=1", "a.b=2"] }, "set[1] cannot be set: the values have a number, not a map, at the name in column 1"],
    [{ timeoutSeconds: "5m" }, "timeoutSeconds must be a number of seconds"],
    [{ value: {} }, 'value is not an argument; did you mean "values"?'],
];

const accepted: Partial<HelmReleaseArgs>[] = [
    {},
    { chart, repo: undefined },
    { chart: `${chart}/`, repo: undefined },
    { chart: asName, repo: undefined },
    { chart: lacking, repo: undefined, transform: { dependencyUpdate: true } },
    { chart: lacking, repo: undefined, transform: (release) => ({ ...release, dependencyUpdate: true }) },
    registry,
    { ...registry, ...login },
    { ...registry, ...login, caFile: values, certFile: values, keyFile: values },
    { repo: "http://127.0.0.1:8080/charts" },
    { version: "6.7.1" },
    { namespace: "shop", createNamespace: false },
    { releaseName: "a".repeat(53) },
    { valuesFiles: [] },
    { valuesFiles: [values, values] },
    { values: { deep: { list: [1, null] } } },
    { set: [] },
    { set: ["a.b=c,d[0]=e", "f={g,h}"] },
    { timeoutSeconds: 600 },
    { ...login, caFile: values, certFile: values, keyFile: values },
    { wait: false, waitForJobs: false },
    { waitForJobs: true, waitForLoadBalancers: true, skipCrds: true, historyLimit: 0 },
];

describe("the arguments of a HelmRelease", () => {
    it.each(refused)("refuse %j and register nothing", async (args, message) => {
        expect(await refusalOf(() => new HelmRelease("podinfo", { ...least, ...args }))).toContain(message);
    });

    it("refuse a resource name that Helm does not take, unless a release name is given", () => {
        expect(messageOf(() => checkHelmReleaseArgs("My App", least))).toContain("releaseName must be a DNS label");
        expect(messageOf(() => checkHelmReleaseArgs("My App", { ...least, releaseName: "my-app" }))).toBe("");
    });

    it.each(accepted)("accept %j", (args) => {
        expect(messageOf(() => checkHelmReleaseArgs("podinfo", { ...least, ...args }))).toBe("");
    });
});
