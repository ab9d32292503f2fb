import { execFile } from "node:child_process";
import { symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { commandLine } from "./support/command-line";
import { docker, leftovers } from "./support/docker";
import { required, webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { pluginFolder, pluginProcesses } from "./support/plugin";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-plugin";
const server = `${project}-test-dev-server`;
const password = "hunter2-of-the-plugin";

const components = {
    dev: { type: "k3s:index:Cluster", properties: { images: [webImage], dockerHost: "unix:///var/run/docker.sock" } },
    message: {
        type: "k3s:index:Manifest",
        properties: {
            cluster: "${dev}",
            namespace: "shop",
            objects: [
                { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } },
                {
                    apiVersion: "v1",
                    kind: "ConfigMap",
                    metadata: { name: "message" },
                    data: { password: "${password}" },
                },
            ],
        },
    },
    web: {
        type: "k3s:index:HelmRelease",
        properties: {
            cluster: "${dev}",
            chart: "./chart",
            namespace: "${message.namespace}",
            values: { greeting: "Hello" } as Record<string, unknown>,
        },
    },
    webEndpoint: {
        type: "k3s:index:ServiceEndpoint",
        name: "web-endpoint",
        properties: { cluster: "${dev}", namespace: "${web.namespace}", service: "web", port: "http" },
    },
};
const outputs = { url: "${webEndpoint.url}", environment: "${webEndpoint.environment}", handle: "${dev.handle}" };

/** A program in YAML, which is JSON too. */
function yaml(resources: object = components, exported: object = outputs): Record<string, string> {
    const plugins = { providers: [{ name: "k3s", path: pluginFolder }] };
    const config = { password: { type: "string" } };
    const program = { name: project, runtime: "yaml", plugins, config, resources, outputs: exported };
    return { "Pulumi.yaml": JSON.stringify(program, undefined, 4) };
}

/** The same in TypeScript. */
const typescript = {
    "Pulumi.yaml": `name: ${project}\nruntime: nodejs\n`,
    "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        import * as k3s from "pulumi-k3s";

        const password = new pulumi.Config().requireSecret("password");
        const cluster = new k3s.Cluster("dev", ${JSON.stringify(components.dev.properties)});
        const [namespace, message] = ${JSON.stringify(components.message.properties.objects)};
        const objects = [namespace, { ...message, data: { password } }];
        const settings = new k3s.Manifest("message", { cluster, namespace: "shop", objects });
        const web = new k3s.HelmRelease("web", {
            cluster,
            chart: "./chart",
            namespace: settings.namespace,
            values: { greeting: "Hello" },
        });
        const { url, environment } = new k3s.ServiceEndpoint("web-endpoint", {
            cluster,
            namespace: web.namespace,
            service: "web",
            port: "http",
        });
        export { environment, url };
        export const handle = cluster.handle;
    `,
};

let stack: Program;
let planned: string[];

beforeAll(async () => {
    process.env.PATH = [required("K3S_TEST_LANGUAGES_PATH"), process.env.PATH].join(delimiter);
    stack = await Program.create(project, { ...typescript, ...exampleChart() });
    await stack.setSecret("password", password);
    planned = summary((await stack.preview()).steps);
    stack.write(yaml());
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

const up = async () => summary((await stack.up()).steps);

describe("a stack of a program in YAML", () => {
    it("is previewed as that of the same program in TypeScript", async () => {
        const preview = await stack.preview();
        expect(summary(preview.steps)).toEqual(planned);
        expect(preview.warnings).toEqual([]);
    });

    it("comes up, serves, and has its outputs", async () => {
        const { steps, output, warnings } = await stack.up();
        expect(summary(steps)).toEqual(planned);
        expect(warnings).toEqual([]);
        const { url, environment } = await stack.outputs();
        expect((await get(url)).status).toBe(200);
        expect(environment).toEqual({ "services__web-endpoint__url": url, services__web_endpoint__url: url });
        // On the line of the resource that waits.
        expect(output).toMatch(/ClusterReady dev-ready .*waiting for/);
        expect(output).not.toContain(password);
    });

    it("has its secrets encrypted in the state", async () => {
        const files = ["/etc/rancher/k3s/k3s.yaml", "/var/lib/rancher/k3s/server/token"];
        const texts = await Promise.all(files.map((file) => docker("exec", server, "cat", file)));
        const secrets = texts.flatMap((text) => text.match(/[\w+/=.:-]{40,}/g) ?? []);
        expect(secrets.length).toBeGreaterThan(3);
        const state = stack.state();
        const found = [password, ...secrets].filter((secret) =>
            [secret, Buffer.from(secret).toString("base64")].some((text) => state.includes(text)),
        );
        expect(found).toEqual([]);
    });

    it("does not change without reason, nor with a refresh or a configuration of the plugin", async () => {
        await stack.setConfig("k3s:other", "value");
        expect(await up()).toEqual([]);
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
    });

    it("changes what a changed argument is for", async () => {
        const web = { ...components.web, properties: { ...components.web.properties, values: { greeting: "Bye" } } };
        stack.write(yaml({ ...components, web }));
        expect(await up()).toEqual(["update Release web", "update WorkloadsReady web-ready"]);
        const { url } = await stack.outputs();
        await expectSoon(async () => expect(await (await get(url)).text()).toContain("Bye"));
        stack.write(yaml());
        expect(await up()).toEqual(["update Release web", "update WorkloadsReady web-ready"]);
    });

    it("is known to the command line", async () => {
        const { stdout } = await commandLine(stack.folder, "env", "--json");
        const { url } = await stack.outputs();
        expect(JSON.parse(stdout)).toMatchObject({ K8S_CLUSTER_NAME: "dev", services__web_endpoint__url: url });
        const tool = promisify(execFile)("pulumi", ["plugin", "run", "k3s", "--kind", "tool", "--", "--version"], {
            env: { ...process.env, PATH: [pluginFolder, process.env.PATH].join(delimiter) },
        });
        expect((await tool).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    });

    it("becomes that of a program in TypeScript, and comes back, without a change", async () => {
        stack.write(typescript);
        expect(await up()).toEqual([]);
        expect(stack.state()).not.toContain('"k3s:index:ClusterReady"');
        // What the plugin has stored, Pulumi's plugin for dynamic resources runs.
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
        stack.write(yaml());
        // The first command in a language asks what made the resources: dynamic ones need the packages of the other program.
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
        stack.unlink("node_modules");
        const missing = "Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'";
        // Pulumi's own words, with a stack trace of Node.js.
        await expect(stack.preview({ refresh: true })).rejects.toThrow(missing);
        await expect(stack.destroy()).rejects.toThrow(missing);
        expect(await up()).toEqual([]);
        expect(stack.state()).not.toContain("pulumi-nodejs:dynamic");
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
    });
});

describe("what is wrong", () => {
    afterEach(() => stack.write(yaml()));

    it("with arguments is told at once, all of it, with paths", async () => {
        const properties = { agents: -1, registry: { port: 0 }, server: { memory: "much" } };
        stack.write(yaml({ dev: { ...components.dev, properties } }, {}));
        const told = await failureOf(stack.preview());
        expect(told).toContain('The arguments of Cluster "dev" are not valid:');
        for (const path of ["agents", "registry.port", "server.memory"])
            expect(told).toMatch(`\n      ${path} must be `);
    });

    it("with an output where a plain value decides what there is", async () => {
        const properties = { cluster: "${dev}", count: "${webEndpoint.port}" };
        stack.write(yaml({ ...components, pool: { type: "k3s:index:AgentPool", properties } }));
        expect(await failureOf(stack.preview())).toMatch(/\n +count must be .*known before anything is created/);
    });

    it("with a cluster of another provider", async () => {
        const other = { type: "pulumi:providers:k3s" };
        const message = { ...components.message, options: { provider: "${other}" } };
        stack.write(yaml({ ...components, other, message }));
        expect(await failureOf(stack.preview())).toMatch(/\n +cluster is the cluster "dev", which another provider/);
        // One of the two ways out that it names.
        const options = { provider: "${other}" };
        const known = { type: "k3s:index:Cluster", properties: { handle: "${dev.handle}" }, options };
        const more = { ...components.message, properties: { ...components.message.properties, cluster: "${known}" } };
        stack.write(yaml({ ...components, other, known, more: { ...more, options } }));
        const made = summary((await stack.preview()).steps);
        expect(made).toEqual(expect.arrayContaining(["create Cluster known", "create Manifest more"]));
        expect(made.filter((step) => !step.startsWith("create "))).toEqual([]);
    });

    it("with a type, by Pulumi itself, and with a handle that is none", async () => {
        const properties = { agents: "many" };
        stack.write(yaml({ dev: { ...components.dev, properties } }, {}));
        expect(await failureOf(stack.preview())).toMatch(/agents.*(?:number|integer)/);
        stack.write(yaml({ known: { type: "k3s:index:Cluster", properties: { handle: "nothing" } } }, {}));
        expect(await failureOf(stack.preview())).toMatch(/\n +handle /);
    });

    it("with a plugin that dies ends the run, and the next one finds everything in its place", async () => {
        const told = failureOf(stack.up());
        // One tells the schema, and one makes the resources.
        await expectSoon(() => expect(pluginProcesses(stack.folder)).toHaveLength(2));
        for (const id of pluginProcesses(stack.folder)) process.kill(id, "SIGKILL");
        expect(await told).toMatch(/exited prematurely|EOF|connection refused/);
        expect(await up()).toEqual([]);
    });
});

describe("the first command of a program in TypeScript after one in YAML", () => {
    beforeAll(() => {
        symlinkSync(join(pluginFolder, "../node_modules"), join(stack.folder, "node_modules"));
        stack.write(typescript);
    });

    it("says which plugin is missing, where it needs it", async () => {
        const missing = "no resource plugin 'pulumi-resource-k3s' found in the workspace or on your $PATH";
        expect(await failureOf(stack.preview({ refresh: true }))).toContain(missing);
        expect(await failureOf(stack.destroy())).toContain(missing);
    });

    // What comes then is a destroy of all that the plugin made.
    it("needs nothing but the plugin on the PATH", async () => {
        process.env.PATH = [pluginFolder, process.env.PATH].join(delimiter);
        expect(summary((await stack.preview({ refresh: true })).steps)).toEqual([]);
    });
});
