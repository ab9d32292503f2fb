import { kubectl, leftovers } from "./support/docker";
import { webImage } from "./support/environment";
import { exampleChart } from "./support/example-chart";
import { failureOf } from "./support/failure";
import { get } from "./support/get";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-inputs";
const server = `${project}-test-dev-server`;

/** Nearly every argument is an Output that is known only after something was created; some are unknown in each preview. */
const program = `
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import * as k3s from "pulumi-k3s";

const provider = {
    create: async (inputs: any) => ({ id: "setting", outs: { ...inputs, told: inputs.value } }),
    diff: async (id: string, old: any, inputs: any) => ({ changes: JSON.stringify([old.version, old.value]) !== JSON.stringify([inputs.version, inputs.value]) }),
    update: async (id: string, old: any, inputs: any) => ({ outs: { ...inputs, told: inputs.value } }),
};
class Setting extends pulumi.dynamic.Resource {
    declare readonly told: pulumi.Output<any>;
    constructor(name: string, value: unknown, version: string) {
        super(provider, name, { value, version, told: undefined }, undefined, "test", "Setting");
    }
}
const config = new pulumi.Config();
const version = config.get("version") ?? "1";
/** The same in each version, but not known in a preview of the next one. */
const unknown = (name: string, value: unknown) => new Setting(name, value, version).told;
/** Unknown in the first preview alone. */
const later = (name: string, value: unknown) => new Setting(name, value, "").told;

const cluster = new k3s.Cluster("dev", {
    images: [unknown("image", "${webImage}")],
    podSubnet: later("pods", "10.52.0.0/16"),
    disable: later("disable", ["traefik", "metrics-server", "servicelb"]),
    timeoutSeconds: unknown("patience", 300),
    server: { labels: { tier: unknown("tier", "front") }, environment: { GREETING: later("variable", "hello") } },
});
const shop = new kubernetes.core.v1.Namespace(
    "shop",
    { metadata: { name: "shop", labels: { version } } },
    { provider: cluster.provider },
);
const message = new k3s.Manifest("message", {
    cluster,
    namespace: later("namespace", "shop"),
    yaml: pulumi.all([later("text", "from an Output"), shop.id]).apply(([text]) => JSON.stringify({
        apiVersion: "v1", kind: "ConfigMap", metadata: { name: "message" }, data: { message: text },
    })),
});
const web = new k3s.HelmRelease("web", {
    cluster,
    chart: "./chart",
    namespace: message.namespace,
    createNamespace: false,
    values: { replicas: later("replicas", 1), greeting: pulumi.secret(later("greeting", "s3cret-greeting")) },
});
const endpoint = new k3s.ServiceEndpoint("web-endpoint", {
    cluster,
    namespace: web.namespace,
    service: unknown("service", "web"),
    port: unknown("port", config.get("port") ?? "http"),
});
export const url = endpoint.url;
export const servicePort = endpoint.port;
`;

let stack: Program;

beforeAll(async () => {
    stack = await Program.create(project, { "index.ts": program, ...exampleChart() });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("arguments that are Outputs", () => {
    it("let a first preview show all that does not hang on them, and say what does", async () => {
        const { steps, output } = await stack.preview();
        expect(summary(steps)).toEqual(
            expect.arrayContaining([
                "create Container dev-server",
                "create NodeScheduling dev-server-scheduling",
                "create NodeImages dev-server-images",
                "create Release web",
                "create Container web-endpoint",
            ]),
        );
        expect(output).toMatch(says('objects of Manifest "message" … not known'));
    });

    it("are what plain values are once they are known, in the order of what they come from", async () => {
        await stack.up();
        const { url, servicePort } = await stack.outputs();
        expect(await (await get(url)).text()).toContain("from an Output");
        expect(servicePort).toBe(80);
        expect(await kubectl(server, "get", "node", "dev-server", "--output", "jsonpath={.metadata.labels.tier}")).toBe(
            "front",
        );
        expect(await kubectl(server, "get", "node", "dev-server", "--output", "jsonpath={.spec.podCIDR}")).toBe(
            "10.52.0.0/24",
        );
    });

    it("are no change on the second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("keep a secret out of the state and of the output", async () => {
        expect(stack.state().replace(/"greeting","value":"[^"]*"|"told":"s3cret-greeting"/g, "")).not.toContain(
            'greeting":"s3cret-greeting"',
        );
        const { output } = await stack.preview({ diff: true });
        expect(output).not.toContain("s3cret-greeting");
    });

    it("have nothing replaced because they are unknown in a preview, when they will be the same", async () => {
        await stack.setConfig("version", "2");
        const planned = summary((await stack.preview()).steps);
        expect(planned).toContain("update Setting service");
        expect(planned.filter((step) => /^(replace|delete)/.test(step))).toEqual([]);
        const done = summary((await stack.up()).steps);
        expect(done.filter((step) => !/^update (Setting|Namespace) /.test(step))).toEqual([]);
    });

    it("are refused when they are known, by the rule for plain values; the next up works", async () => {
        await stack.setConfig("port", "NO PORT");
        const refusal = await failureOf(stack.up());
        expect(refusal).toMatch(says('arguments of ServiceEndpoint "web-endpoint" … not valid'));
        expect(refusal).toMatch(says('port … 1 to 65535 … port name … "NO PORT"'));
        await stack.setConfig("port", "http");
        await stack.up();
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
