import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { Cluster, HelmRelease, type HelmReleaseArgs } from "../../../sdk/nodejs";
import { findRegistration as find, registrationsOf, secretMark } from "../support/recorded-program";
import { childrenOf, shapeOf, urnLabel } from "../support/shape";

const remote = { chart: "podinfo", repo: "https://charts.example" };

const registered = (args: Partial<HelmReleaseArgs> = {}) =>
    registrationsOf(() => new HelmRelease("podinfo", { cluster: new Cluster("dev"), ...remote, ...args }));
const release = async (args: Partial<HelmReleaseArgs> = {}) => find(await registered(args), "Release").inputs;

describe("a HelmRelease", () => {
    it("is one component of a release and its readiness, through the cluster's provider", async () => {
        const all = await registered();
        expect(shapeOf(childrenOf(all, "HelmRelease podinfo"))).toEqual([
            "Release podinfo",
            "WorkloadsReady podinfo-ready",
        ]);
        expect(urnLabel(find(all, "Release").provider)).toBe("kubernetes-Provider dev");
    });

    it("has these defaults: its own name, the namespace default, made where it is missing", async () => {
        expect(await release()).toMatchObject({
            name: "podinfo",
            chart: "podinfo",
            repositoryOpts: { repo: "https://charts.example" },
            namespace: "default",
            createNamespace: true,
            timeout: 300,
            values: {},
        });
        expect(await release()).not.toHaveProperty("version");
    });

    it("leaves the waiting to WorkloadsReady, and lets a null remove a chart's default", async () => {
        expect(await release({ values: { a: null } })).toMatchObject({ skipAwait: true, values: { a: null } });
    });

    it("leaves out what the plugin warns of, and leaves it to the releases of stacks that have it", async () => {
        const ignored = async (transform?: HelmReleaseArgs["transform"]) => {
            const { inputs, ignoreChanges } = find(await registered({ transform }), "Release");
            return [inputs.allowNullValues, ignoreChanges];
        };
        expect(await ignored()).toEqual([undefined, ["allowNullValues"]]);
        // That is how such a stack gets rid of it.
        expect(await ignored({ allowNullValues: false })).toEqual([false, []]);
    });

    it("takes what it is given", async () => {
        const given = { version: "6.7.1", namespace: "shop", createNamespace: false, timeoutSeconds: 60 };
        expect(await release({ ...given, releaseName: "web" })).toMatchObject({
            name: "web",
            version: "6.7.1",
            namespace: "shop",
            createNamespace: false,
            timeout: 60,
        });
    });

    it("leaves the waiting to Helm where that is to take back what fails", async () => {
        expect(await release({ atomic: true, waitForJobs: true })).toMatchObject({
            ...{ atomic: true, skipAwait: false, waitForJobs: true },
        });
    });

    it("keeps ten revisions, unless told otherwise", async () => {
        expect(await release()).toMatchObject({ maxHistory: 10 });
        expect(await release({ historyLimit: 0 })).toMatchObject({ maxHistory: 0 });
    });

    it("passes on how to get at the repository, and what to wait for", async () => {
        const all = await registered({
            ...{ username: "ci", password: "s3cret", caFile: __filename, certFile: __filename, keyFile: __filename },
            ...{ skipCrds: true, waitForJobs: true, waitForLoadBalancers: true },
        });
        const { repositoryOpts, skipCrds } = find(all, "Release").inputs;
        expect({ repositoryOpts, skipCrds }).toEqual({
            repositoryOpts: {
                ...{ repo: "https://charts.example", username: "ci", caFile: __filename },
                ...{ certFile: __filename, keyFile: __filename, password: { ...secretMark, value: "s3cret" } },
            },
            skipCrds: true,
        });
        expect(find(all, "WorkloadsReady").inputs).toMatchObject({ waitForJobs: true, waitForLoadBalancers: true });
    });

    it("asks no repository for an OCI reference", async () => {
        const inputs = await release({ chart: "oci://registry.example/podinfo", repo: undefined });
        expect(inputs.chart).toBe("oci://registry.example/podinfo");
        expect(inputs).not.toHaveProperty("repositoryOpts");
    });

    it("logs in to the registry of an OCI reference, where it is told how", async () => {
        const access = { username: "ci", password: "s3cret", caFile: __filename };
        const inputs = await release({ chart: "oci://registry.example/podinfo", repo: undefined, ...access });
        expect(inputs.repositoryOpts).toEqual({ ...access, password: { ...secretMark, value: "s3cret" } });
    });

    it("of a chart's name says nothing of files", async () => {
        expect((await release()).description).not.toContain("chart files");
    });
});

describe("the files of a HelmRelease", () => {
    let folder: string;

    beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "helm-release-"))));
    afterEach(() => rmSync(folder, { recursive: true }));

    function file(path: string, content: string): string {
        mkdirSync(join(folder, path, ".."), { recursive: true });
        writeFileSync(join(folder, path), content);
        return join(folder, path);
    }

    it("are merged in their order, with the values over them", async () => {
        const valuesFiles = [
            file("a/values.yaml", "x: {a: 1, b: 1, c: 1}\n"),
            file("b/values.yaml", "x: {b: 2, c: 2}\n"),
        ];
        expect((await release({ valuesFiles, values: { x: { c: 3 } } })).values).toEqual({ x: { a: 1, b: 2, c: 3 } });
    });

    it("lie below the values, and those below set, where a secret beside stays one", async () => {
        const given = {
            valuesFiles: [file("values.yaml", "a: [1, 2]\nb: 1\n")],
            values: { b: 2, c: pulumi.secret("hidden") },
        };
        const inputs = await release({ ...given, set: ["a[1]=x,b=3", "b=4,d=null"] });
        expect(inputs.values).toEqual({ a: [1, "x"], b: 4, c: { ...secretMark, value: "hidden" }, d: null });
    });

    it("of a local chart make an upgrade when one of them changes", async () => {
        const chart = join(folder, "chart");
        file("chart/Chart.yaml", "name: a\nversion: 1.0.0\n");
        const before = await release({ chart, repo: undefined });
        file("chart/Chart.yaml", "name: b\nversion: 1.0.0\n");
        const after = await release({ chart, repo: undefined });
        expect(before.description).toMatch(/chart files [0-9a-f]{16}$/);
        expect(after.description).not.toBe(before.description);
    });
});
