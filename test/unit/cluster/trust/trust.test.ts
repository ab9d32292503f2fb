import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, type ClusterArgs } from "../../../../sdk/nodejs";
import { certificateProblems } from "../../../../sdk/nodejs/cluster/trust/trust-args";
import { trustedCertificates } from "../../../../sdk/nodejs/cluster/trust/trusted-certificates";
import { type AuthoritySources } from "../../../../shared/host-authorities";
import { certificate, otherCertificate } from "../../support/certificates";
import {
    failureOf,
    findRegistration as find,
    recordedProgram,
    type Registration,
    registrationsOf,
    valueOf,
} from "../../support/recorded-program";
import { messageOf, settled } from "../../support/refusal";
import { isSecret } from "../../support/shape";
import { says } from "../../../support/says";

const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-trust-"));
const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
};
const corpRoot = file("corp-root.pem", `# Corp\nsubject=CN = Corp Root\n${certificate}`);
const trustPath = "/etc/ssl/certs/pulumi-k3s-trust.pem";

afterAll(() => rmSync(folder, { recursive: true }));

const programOf = (args: ClusterArgs) => registrationsOf(() => new Cluster("dev", args));

interface Upload {
    file: string;
    content: unknown;
    permissions: string;
}

function trustedIn(registered: Registration[], container: string): Upload | undefined {
    const uploads = find(registered, "Container", container).inputs.uploads as Upload[] | { value: Upload[] };
    return (Array.isArray(uploads) ? uploads : uploads.value).find((its) => its.file === trustPath);
}

describe("what nodes trust", () => {
    it("is a file that programs in Go read, in every node and cache, and of no registry", async () => {
        const registered = await programOf({
            agents: 1,
            trust: [corpRoot],
            registry: true,
            registries: { pullThrough: ["docker.io"] },
        });
        const uploaded = { file: trustPath, content: certificate, permissions: "0644" };
        for (const container of ["dev-server", "dev-agent-0", "dev-cache-docker-io"]) {
            expect(trustedIn(registered, container)).toEqual(uploaded);
        }
        expect(trustedIn(registered, "dev-registry")).toBeUndefined();
    });

    it("is there for pods", async () => {
        const { inputs } = find(await programOf({ trust: [corpRoot] }), "ConfigMap", "dev-trust");
        expect(inputs).toMatchObject({
            metadata: { namespace: "kube-public", name: "pulumi-k3s-trust" },
            data: { "ca.crt": certificate },
        });
    });

    it("is every certificate of all files, once", async () => {
        const both = file("both.pem", `${otherCertificate}\n${certificate}`);
        const registered = await programOf({ trust: [corpRoot, both] });
        expect(trustedIn(registered, "dev-server")?.content).toBe(`${certificate}${otherCertificate}`);
    });

    it.each<[string, () => NonNullable<ClusterArgs["trust"]>]>([
        ["an Output of a path", () => [pulumi.output(corpRoot)]],
        ["a file as an asset", () => [new pulumi.asset.FileAsset(corpRoot)]],
        ["a text as an asset", () => [new pulumi.asset.StringAsset(certificate)]],
        ["an Output of an asset", () => [pulumi.output(new pulumi.asset.StringAsset(certificate))]],
    ])("may be given as %s", async (_, trust) => {
        expect(trustedIn(await programOf({ trust: trust() }), "dev-server")?.content).toBe(certificate);
    });

    it("goes on with the cluster's handle", async () => {
        await recordedProgram();
        pulumi.runtime.setAllConfig({});
        const handle = await valueOf(new Cluster("dev", { trust: [corpRoot] }).handle);
        await settled();
        const registered = await registrationsOf(() => {
            new AgentPool("batch", { cluster: Cluster.get("shop", { handle }) });
        });
        const uploads = find(registered, "Container", "shop-batch-0").inputs.uploads;
        expect(isSecret(uploads)).toBe(true);
        expect(trustedIn(registered, "shop-batch-0")).toMatchObject({ content: certificate, permissions: "0644" });
    });

    it("is nothing without the argument, or with an empty list", async () => {
        for (const args of [{}, { trust: [] }]) {
            const registered = await programOf(args);
            expect(trustedIn(registered, "dev-server")).toBeUndefined();
            expect(registered.filter(({ name }) => name === "dev-trust")).toEqual([]);
        }
    });
});

describe("a file that is refused", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const key = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    const der = new X509Certificate(certificate).raw;
    const broken = certificate.replace("MIIB", "MIIA");

    it.each<[string, string | Buffer, RegExp]>([
        ["has nothing", "", /which has no certificate in PEM/],
        ["has a key", `${certificate}${key}`, /which has a private key in it: name a file that has certificates alone/],
        ["is DER", der, /which is DER: convert it with openssl x509 -inform der/],
        ["is broken", `${certificate}${broken}`, /which has a broken certificate, the one at place 2/],
    ])("because it %s is named, without a word of it", (_, content, reason) => {
        const path = file("refused.pem", content);
        const message = messageOf(() => new Cluster("dev", { trust: [corpRoot, path] }));
        expect(message).toMatch(says("trust[1] … certificates in PEM … refused.pem, which"));
        expect(message).toMatch(reason);
        for (const line of key.split("\n").slice(1, 3)) expect(message).not.toContain(line);
    });

    it("because it is missing, or is none, is named", () => {
        expect(messageOf(() => new Cluster("dev", { trust: ["nowhere.pem"] }))).toMatch(
            says('trust[0] … existing file … "nowhere.pem"'),
        );
        expect(messageOf(() => new Cluster("dev", { trust: "corp.pem" as "host" }))).toMatch(
            says('trust … "host" … list of PEM files … "corp.pem"'),
        );
    });

    it("because it has expired is named with its subject and the day", () => {
        const [problem] = certificateProblems(
            "trust[0]",
            Buffer.from(certificate),
            "old.pem",
            Date.parse("2200-01-01"),
        );
        expect(problem?.message).toMatch(
            says('certificates in PEM … valid … old.pem … "CN=Corp Root, O=Example Corp" expired … 2126-11-06'),
        );
    });

    it("as a secret is not named", async () => {
        await recordedProgram();
        const path = file("s3cret-name.pem", key);
        const trusted = trustedCertificates("dev", [pulumi.secret(path)]) as pulumi.Output<string>;
        const { message } = (await failureOf(trusted)) as Error;
        expect(message).toMatch(
            /trust\[0\] must be a file with certificates in PEM, but is a file, which has a private key/,
        );
        expect(message).not.toContain("s3cret-name");
    });
});

describe("the authorities of this machine", () => {
    const [publicOne = "", another = ""] = rootCertificates;
    const sources = (files: Record<string, string>, more: Partial<AuthoritySources> = {}): AuthoritySources => ({
        environment: {},
        platform: "linux",
        readFile: (path) => files[path],
        shipped: () => [],
        ...more,
    });
    const debian = "/etc/ssl/certs/ca-certificates.crt";

    it.each(["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"])(
        "are those of %s that are not public",
        (path) => {
            const bundle = `${publicOne}\n${certificate}${another}\n`;
            expect(trustedCertificates("dev", "host", sources({ [path]: bundle }))).toBe(certificate);
        },
    );

    it("are those of SSL_CERT_FILE, where it is set", () => {
        const environment = { SSL_CERT_FILE: "/corp/bundle.pem" };
        const files = { "/corp/bundle.pem": certificate, [debian]: otherCertificate };
        expect(trustedCertificates("dev", "host", sources(files, { environment }))).toBe(certificate);
        expect(messageOf(() => trustedCertificates("dev", "host", sources({}, { environment })))).toMatch(
            says('trust … "host" … cannot be read: SSL_CERT_FILE … /corp/bundle.pem … missing'),
        );
    });

    it("leave out what the distribution ships, so that its upgrade changes no node", () => {
        const bundle = { [debian]: `${certificate}${otherCertificate}` };
        expect(trustedCertificates("dev", "host", sources(bundle, { shipped: () => [otherCertificate] }))).toBe(
            certificate,
        );
    });

    it("are nothing where nobody has added one", () => {
        expect(trustedCertificates("dev", "host", sources({ [debian]: publicOne }))).toBeUndefined();
    });

    it("are the system's on macOS and Windows, where Node.js can tell", () => {
        const platform = "darwin";
        const ofSystem = () => [publicOne, certificate];
        expect(trustedCertificates("dev", "host", sources({}, { platform, ofSystem }))).toBe(certificate);
        expect(messageOf(() => trustedCertificates("dev", "host", sources({}, { platform })))).toMatch(
            /Node\.js 22\.15/,
        );
    });

    it("are said to be missing, with where they were looked for", () => {
        expect(messageOf(() => trustedCertificates("dev", "host", sources({})))).toMatch(
            says('trust … "host" … cannot be read: none of … files … /etc/ssl'),
        );
    });
});
