import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { type Cluster, HelmRelease, type HelmReleaseArgs } from "../../../sdk/nodejs";
import { checkHelmReleaseArgs } from "../../../sdk/nodejs/helm/helm-release-rules";
import { messageOf, refusalOf } from "../support/refusal";
import { says } from "../../support/says";

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
    [{ cluster: null }, "cluster … Cluster … package"],
    [{ chart: undefined }, "chart … text … not blank … missing"],
    [{ chart: " " }, 'chart … text … not blank … " "'],
    [{ chart: "./no-such-chart", repo: undefined }, "chart … ./no-such-chart … no … folder … archive exists"],
    [{ chart: folder, repo: undefined }, `chart … ${folder} … no Chart.yaml`],
    [{ chart: values, repo: undefined }, `chart … ${values} … neither … folder nor … gzipped archive`],
    [
        { chart: lacking, repo: undefined },
        `chart … ${lacking} … lacks redis … folder charts … though … depends … run helm dependency build ${lacking}`,
    ],
    [{ chart: lacking, repo: undefined, transform: { dependencyUpdate: false } }, "lacks redis … folder charts"],
    [{ chart: "~/shop", repo: undefined }, 'chart … "~/shop" … only … shell knows ~ … give … whole path'],
    [
        { chart: "https://charts.example/a-1.0.0.tgz", repo: undefined },
        'chart … "https://charts.example/a-1.0.0.tgz" … URL … give … repository … repo',
    ],
    [{ chart: "test/unit", repo: undefined }, 'chart … "test/unit" … name … write "./test/unit" … there'],
    [{ chart }, `repo … not go … local chart ${chart}`],
    [{ chart: "oci://registry.example/podinfo" }, "repo … not go … OCI reference"],
    [{ repo: undefined }, 'chart … "podinfo" … name … give … repo … oci:// reference … path'],
    [{ repo: "" }, 'repo … http(s) URL … chart repository … ""'],
    [{ repo: "charts.example" }, 'repo … http(s) URL … chart repository … "charts.example"'],
    [{ version: "" }, 'version … text … not blank … ""'],
    [{ namespace: "Shop" }, "namespace must be a DNS label"],
    [{ namespace: "" }, "namespace must be a DNS label"],
    [{ createNamespace: "yes" }, 'createNamespace … true … false … "yes"'],
    [{ releaseName: "" }, "releaseName must be a DNS label"],
    [{ releaseName: "a".repeat(54) }, "releaseName … most 53 characters (Helm's limit)"],
    [{ valuesFiles: ["no-such.yaml"] }, 'valuesFiles[0] … existing file … "no-such.yaml"'],
    [{ valuesFiles: [values, " "] }, 'valuesFiles[1] … existing file … " "'],
    [{ valuesFiles: [chart] }, "valuesFiles[0] must be an existing file"],
    [{ valuesFiles: values }, "valuesFiles must be a list"],
    [{ valuesFiles: [broken] }, `valuesFiles … ${broken} … no YAML`],
    [{ values: [1] }, "values … object … list"],
    [{ username: "ci" }, "username needs password too"],
    [{ password: "s3cret" }, "password needs username too"],
    [{ username: "ci", password: "" }, "password … text … not blank … not"],
    [{ certFile: values }, "certFile needs keyFile too"],
    [{ keyFile: values }, "keyFile needs certFile too"],
    [{ caFile: "no-such.pem" }, 'caFile … existing file … "no-such.pem"'],
    [{ chart, repo: undefined, caFile: values }, "caFile only goes … repo … OCI reference"],
    [{ ...registry, username: "ci" }, "username needs password too"],
    [{ ...registry, password: "s3cret" }, "password needs username too"],
    [{ ...registry, caFile: values }, "caFile needs username … password … without … Kubernetes provider"],
    [{ ...registry, certFile: values, keyFile: values }, "keyFile needs username and password too"],
    [{ ...registry, ...login, keyFile: values }, "keyFile needs certFile too"],
    [{ wait: "no" }, 'wait … true … false … "no"'],
    [{ atomic: "yes" }, 'atomic … true … false … "yes"'],
    [{ wait: false, atomic: true }, "atomic … not go … wait … false"],
    [{ wait: false, waitForJobs: true }, "waitForJobs … not go … wait … false"],
    [{ wait: false, waitForLoadBalancers: true }, "waitForLoadBalancers … not go … wait … false"],
    [{ skipCrds: 1 }, "skipCrds … true … false … 1"],
    [{ historyLimit: -1 }, "historyLimit … integer … least 0 … -1"],
    [{ set: { a: 1 } }, "set … list … object"],
    [{ set: ["a=1", 2] }, "set[1] … text … a.b=c … after helm --set … 2"],
    [{ set: ["a=1", "b"] }, "set[1] cannot … set … key … column 1 … no value"],
    [{ set: ["a=1", "a.b=2"] }, "set[1] cannot … set … values … number … not … map … name … column 1"],
    [{ timeoutSeconds: "5m" }, "timeoutSeconds … number … seconds"],
    [{ value: {} }, 'value … not … argument … you mean "values"?'],
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
        expect(await refusalOf(() => new HelmRelease("podinfo", { ...least, ...args }))).toMatch(says(message));
    });

    it("refuse a resource name that Helm does not take, unless a release name is given", () => {
        expect(messageOf(() => checkHelmReleaseArgs("My App", least))).toContain("releaseName must be a DNS label");
        expect(messageOf(() => checkHelmReleaseArgs("My App", { ...least, releaseName: "my-app" }))).toBe("");
    });

    it.each(accepted)("accept %j", (args) => {
        expect(messageOf(() => checkHelmReleaseArgs("podinfo", { ...least, ...args }))).toBe("");
    });
});
