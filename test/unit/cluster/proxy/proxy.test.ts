import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { AgentPool, Cluster, type ClusterArgs } from "../../../../sdk/nodejs";
import { proxySettings } from "../../../../sdk/nodejs/cluster/proxy/proxy-settings";
import {
    findRegistration as find,
    recordedProgram,
    type Registration,
    registrationsOf,
    valueOf,
} from "../../support/recorded-program";
import { messageOf, settled } from "../../support/refusal";
import { isSecret } from "../../support/shape";

const names = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "DOCKER_CONFIG"];
const before = { ...process.env };

beforeEach(() => {
    process.env = Object.fromEntries(Object.entries(before).filter(([name]) => !names.includes(name)));
});
afterAll(() => {
    process.env = before;
});

const programOf = (args: ClusterArgs) => registrationsOf(() => new Cluster("dev", args));

/** What stands in the state for everybody to read, and what as a secret. */
function variablesOf(registered: Registration[], container: string): { plain: string[]; secret: string[] } {
    const envs = find(registered, "Container", container).inputs.envs;
    const list = (isSecret(envs) ? (envs as { value: unknown[] }).value : envs) as (string | { value: string })[];
    const secret = list.flatMap((entry) => (typeof entry === "string" ? [] : entry.value));
    const plain = list.filter((entry) => typeof entry === "string");
    return isSecret(envs) ? { plain: [], secret: [...plain, ...secret] } : { plain, secret };
}

function exceptionsOf(registered: Registration[], container: string): string[] {
    const { plain, secret } = variablesOf(registered, container);
    const [list = ""] = [...plain, ...secret].filter((entry) => entry.startsWith("NO_PROXY="));
    return list.replace("NO_PROXY=", "").split(",");
}

const inFolder = (config: string, use: () => Promise<void>) => async () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-docker-"));
    writeFileSync(join(folder, "config.json"), config);
    process.env.DOCKER_CONFIG = folder;
    await use().finally(() => rmSync(folder, { recursive: true }));
};

const proxy = { https: "http://proxy.example:3128", noProxy: [".corp.example"] };

describe("the proxies of a cluster", () => {
    it("are in the environment of every node and cache, and of no registry", async () => {
        const registered = await programOf({
            agents: 1,
            proxy: { ...proxy, http: "http://proxy.example:3129" },
            registry: true,
            registries: { pullThrough: ["docker.io"] },
        });
        for (const container of ["dev-server", "dev-agent-0", "dev-cache-docker-io"]) {
            const { plain, secret } = variablesOf(registered, container);
            expect(secret).toEqual([]);
            expect(plain).toContain("HTTP_PROXY=http://proxy.example:3129");
            expect(plain).toContain("HTTPS_PROXY=http://proxy.example:3128");
        }
        expect(variablesOf(registered, "dev-registry").plain).toEqual(["OTEL_TRACES_EXPORTER=none"]);
    });

    it("are asked for nothing that is the cluster's, nor for what the program excepts", async () => {
        const { registrations } = await recordedProgram(undefined, ({ type, inputs }) =>
            type.endsWith(":Network") ? { ...inputs, subnets: ["172.20.0.0/16"] } : inputs,
        );
        new Cluster("dev", {
            agents: 1,
            proxy,
            podSubnet: "10.52.0.0/16",
            registry: true,
            registries: { pullThrough: ["docker.io"] },
            hostAliases: [{ ip: "192.168.1.20", hostnames: ["db.example"] }],
        });
        await settled();
        const all = [
            ".corp.example",
            ...["localhost", "127.0.0.0/8", "::1", "host.docker.internal", ".svc", ".cluster.local"],
            ...["10.52.0.0/16", "10.43.0.0/16", "172.20.0.0/16"],
            ...["dev", "dev-server", "cache-docker-io", "registry", "db.example"],
        ];
        expect(exceptionsOf(registrations, "dev-server")).toEqual(all);
        expect(exceptionsOf(registrations, "dev-cache-docker-io")).toEqual(all);
        expect(exceptionsOf(registrations, "dev-agent-0")).toEqual([...all, "dev-agent-0"]);
    });

    it("know the subnets of a network that is not the cluster's own", async () => {
        const { registrations } = await recordedProgram(undefined, ({ type, inputs }) =>
            type.endsWith(":ExistingNetwork") ? { ...inputs, subnets: ["192.168.7.0/24"] } : inputs,
        );
        new Cluster("dev", { proxy, network: "compose" });
        await settled();
        expect(exceptionsOf(registrations, "dev-server")).toContain("192.168.7.0/24");
    });

    it("change with the number of agents nothing of the server", async () => {
        const envs = async (agents: number) =>
            find(await programOf({ proxy, agents }), "Container", "dev-server").inputs.envs;
        expect(await envs(2)).toEqual(await envs(0));
    });

    it("count less than what a node's environment has, in either case", async () => {
        const environment = { https_proxy: "http://other.example:1", NO_PROXY: "mine" };
        const registered = await programOf({ proxy, server: { environment } });
        expect(variablesOf(registered, "dev-server").plain).toEqual([
            "https_proxy=http://other.example:1",
            "NO_PROXY=mine",
        ]);
    });

    it("are beside an environment that is known later", async () => {
        const environment = pulumi.output({ DEBUG: "1" });
        const { plain } = variablesOf(await programOf({ proxy, server: { environment } }), "dev-server");
        expect(plain).toContain("DEBUG=1");
        expect(plain).toContain("HTTPS_PROXY=http://proxy.example:3128");
    });

    it("go on with the cluster's handle", async () => {
        await recordedProgram();
        pulumi.runtime.setAllConfig({});
        const handle = await valueOf(new Cluster("dev", { proxy }).handle);
        await settled();
        const registered = await registrationsOf(() => {
            new AgentPool("batch", { cluster: Cluster.get("shop", { handle }) });
        });
        const { plain, secret } = variablesOf(registered, "shop-batch-0");
        expect(plain).toEqual([]);
        expect(secret).toContain("HTTPS_PROXY=http://proxy.example:3128");
        expect(exceptionsOf(registered, "shop-batch-0")).toEqual(
            expect.arrayContaining(["dev", "dev-server", "shop-batch-0"]),
        );
    });

    it("leave nothing in a handle, and no container as another one, where there is none", async () => {
        await recordedProgram();
        pulumi.runtime.setAllConfig({});
        const handle = await valueOf(new Cluster("dev").handle);
        await settled();
        expect(handle).not.toContain("proxy");
        const envs = async (args: ClusterArgs) => find(await programOf(args), "Container", "dev-server").inputs.envs;
        process.env.DOCKER_CONFIG = "/nowhere";
        expect(await envs({})).toEqual([]);
        expect(await envs({ proxy: "environment" })).toEqual([]);
        expect(await envs({ proxy: "docker" })).toEqual([]);
    });
});

describe("a password of a proxy", () => {
    it.each([
        ["plain", () => "http://ci:s3cret@proxy.example:3128"],
        ["an Output", () => pulumi.output("http://ci:s3cret@proxy.example:3128")],
        ["a secret", () => pulumi.secret("http://ci:s3cret@proxy.example:3128")],
    ])("is a secret in the state, given as %s", async (_, https) => {
        const registered = await programOf({ agents: 1, proxy: { https: https() } });
        for (const container of ["dev-server", "dev-agent-0"]) {
            expect(variablesOf(registered, container).secret).toEqual([
                "HTTPS_PROXY=http://ci:s3cret@proxy.example:3128",
            ]);
        }
        expect(isSecret(find(registered, "Identity").inputs.dataKey)).toBe(true);
    });

    it("is one from the environment too", async () => {
        process.env.HTTPS_PROXY = "http://ci:s3cret@proxy.example:3128";
        const { secret } = variablesOf(await programOf({ proxy: "environment" }), "dev-server");
        expect(secret).toEqual(["HTTPS_PROXY=http://ci:s3cret@proxy.example:3128"]);
    });

    it.each([
        ["the argument", { https: "ftp://ci:s3cret@proxy.example" }],
        ["the environment", "environment" as const],
    ])("is in no refusal of %s", (_, given) => {
        process.env.HTTPS_PROXY = "ftp://ci:s3cret@proxy.example";
        const message = messageOf(() => new Cluster("dev", { proxy: given }));
        expect(message).toMatch(/proxy.*URL/);
        expect(message).not.toContain("s3cret");
    });
});

describe("proxies of the program's environment", () => {
    it("are taken in either case", () => {
        const environment = { http_proxy: "http://lower.example:1", HTTP_PROXY: "http://upper.example:1" };
        expect(proxySettings("dev", "environment", environment)).toEqual({
            http: "http://lower.example:1",
            noProxy: [],
        });
    });

    it("are given a scheme where they have none, and keep their exceptions", async () => {
        process.env.HTTP_PROXY = "proxy.example:3128";
        process.env.HTTPS_PROXY = "https://proxy.example:3129";
        process.env.NO_PROXY = "internal.example, 10.0.0.0/8";
        const registered = await programOf({ proxy: "environment" });
        const { plain } = variablesOf(registered, "dev-server");
        expect(plain).toContain("HTTP_PROXY=http://proxy.example:3128");
        expect(plain).toContain("HTTPS_PROXY=https://proxy.example:3129");
        expect(exceptionsOf(registered, "dev-server").slice(0, 3)).toEqual([
            "internal.example",
            "10.0.0.0/8",
            "localhost",
        ]);
    });

    it.each(["localhost", "127.0.0.1", "[::1]"])("on %s are looked for on the Docker host", async (host) => {
        process.env.HTTPS_PROXY = `http://${host}:3128`;
        const { plain } = variablesOf(await programOf({ proxy: "environment" }), "dev-server");
        expect(plain).toContain("HTTPS_PROXY=http://host.docker.internal:3128");
    });
});

describe("proxies of the Docker client", () => {
    it(
        "are those that it gives to containers",
        inFolder(
            JSON.stringify({
                proxies: { default: { httpsProxy: "http://proxy.example:3128", noProxy: "*.corp.example" } },
            }),
            async () => {
                const registered = await programOf({ proxy: "docker" });
                const { plain } = variablesOf(registered, "dev-server");
                expect(plain).toContain("HTTPS_PROXY=http://proxy.example:3128");
                expect(exceptionsOf(registered, "dev-server")[0]).toBe("*.corp.example");
            },
        ),
    );

    it(
        "are refused where its configuration is not one, without a word of it",
        inFolder('{"auths": {"s3cret"', async () => {
            const message = messageOf(() => new Cluster("dev", { proxy: "docker" }));
            expect(message).toMatch(/proxy is "docker", but .*config\.json is not a JSON object/);
            expect(message).not.toContain("s3cret");
            await Promise.resolve();
        }),
    );
});

it.each<[string, unknown, RegExp]>([
    ["another word", "host", /proxy must be "environment", "docker" or an object/],
    ["no proxy", {}, /proxy has neither http nor https/],
    ["no URL", { http: "proxy:3128" }, /proxy\.http must be a proxy's URL such as "http:\/\/proxy\.example:3128"/],
    ["a URL with a path", { http: "http://proxy/path" }, /proxy\.http must be a proxy's URL/],
    ["this machine", { http: "http://localhost:3128" }, /proxy\.http names localhost.*host\.docker\.internal/],
    ["a list in a text", { ...proxy, noProxy: ["a,b"] }, /proxy\.noProxy\[0\] must be a name, a domain/],
])("an argument of %s is refused", (_, given, message) => {
    expect(messageOf(() => new Cluster("dev", { proxy: given as ClusterArgs["proxy"] }))).toMatch(message);
});
