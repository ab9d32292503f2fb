import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Certificate, loopbackCertificate } from "../../../../e2e/support/certificate";
import { ChartRepository, repositoryPassword } from "../../../../e2e/support/chart-repository";
import { required } from "../../../../e2e/support/environment";
import { upstreamPassword, UpstreamRegistry } from "../../../../e2e/support/upstream-registry";
import { loadChart } from "./chart";
import { HelmCli } from "./helm-cli";
import { decodeRelease } from "./release-inputs";
import { run } from "./run";

jest.setTimeout(60_000);

const helmBinary = required("HELM_BINARY");
const folder = mkdtempSync(join(tmpdir(), "chart-source-"));
const seen = join(folder, "seen");

let certificate: Certificate;
let registry: UpstreamRegistry;
let chart: string;

function load(repositoryOpts: Record<string, string>, name = chart) {
    const release = decodeRelease({ chart: name, version: "1.2.3", repositoryOpts });
    return loadChart(new HelmCli({}, { context: "", cluster: "" }), release);
}

/** The real Helm, once it is written down what it was called with. */
function watchedHelm(): string {
    const path = join(folder, "helm");
    const look = `echo "$@" >> ${seen}; stat -c 'mode %a' "$HELM_REGISTRY_CONFIG" >> ${seen} 2> /dev/null`;
    writeFileSync(path, `#!/bin/sh\n${look}\nexec ${helmBinary} "$@"\n`);
    chmodSync(path, 0o700);
    return path;
}

beforeAll(async () => {
    certificate = loopbackCertificate(folder);
    const image = process.env.K3S_TEST_REGISTRY_IMAGE ?? "registry:3";
    registry = new UpstreamRegistry(`chart-source-test-${process.pid}`, image, certificate);
    await registry.start();
    await run(helmBinary, ["package", join(__dirname, "../fixtures/chart"), "--destination", folder]);
    chart = `${await registry.pushChart(join(folder, "pausing-1.2.3.tgz"))}/pausing`;
    process.env.HELM_BINARY = watchedHelm();
});

afterAll(async () => {
    process.env.HELM_BINARY = helmBinary;
    await registry.remove();
    rmSync(folder, { recursive: true });
});

describe("a registry that wants a password", () => {
    const login = { username: "ci", password: upstreamPassword };

    it("gives the chart to who logs in, by a file that only its owner can read, and no command line", async () => {
        expect(await load({ ...login, caFile: certificate.certFile })).toMatchObject({ name: "pausing" });
        const calls = readFileSync(seen, "utf8");
        expect(calls).toContain(`show chart ${chart}`);
        expect(calls).toContain("mode 600");
        expect(calls).not.toContain(upstreamPassword);
    });

    it("refuses a wrong password in its own words", async () => {
        const wrong = load({ ...login, password: "wrong", caFile: certificate.certFile });
        await expect(wrong).rejects.toThrow(/401.*unauthorized/);
    });

    it("is not trusted without the authority", async () => {
        await expect(load(login)).rejects.toThrow("certificate signed by unknown authority");
    });

    it("is not trusted without a login either, whatever authority is given", async () => {
        const trusting = load({ caFile: certificate.certFile });
        await expect(trusting).rejects.toThrow("certificate signed by unknown authority");
    });
});

describe("a repository that wants a password", () => {
    const repository = new ChartRepository();

    afterAll(() => {
        repository.stop();
    });

    it("gives the chart to who logs in, by a file, and no command line", async () => {
        const repo = await repository.start({
            pausing: { "Chart.yaml": "apiVersion: v2\nname: pausing\nversion: 1.2.3\n" },
        });
        const access = { repo, caFile: repository.caFile, username: "ci", password: repositoryPassword };
        expect(await load(access, "pausing")).toMatchObject({ name: "pausing" });
        const calls = readFileSync(seen, "utf8");
        expect(calls).toContain("show chart private/pausing");
        expect(calls).not.toContain(repositoryPassword);
    });
});
