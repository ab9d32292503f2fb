import { codeBlocks, textOf } from "../unit/docs/markdown";
import { leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { says } from "../support/says";

jest.setTimeout(300_000);

const project = "e2e-policy";
const policyPacks = ["node_modules/pulumi-k3s/policy"];

const kubeconfig = `
apiVersion: v1
kind: Config
clusters: [{ name: eu, cluster: { server: "https://127.0.0.1:1" } }]
users: [{ name: deployer, user: { token: none } }]
contexts: [{ name: shop, context: { cluster: eu, user: deployer } }]
current-context: shop
`;

const program = `
import * as docker from "@pulumi/docker";
import * as k3s from "pulumi-k3s";
const cluster = new k3s.Cluster("shop", {
    server: { ports: [{ containerPort: 80, hostPort: 8080, hostIP: "0.0.0.0" }] },
    production: { kubeconfig: ${JSON.stringify(kubeconfig)} },
});
`;
const referring = `new docker.Container("api", k3s.withReferences({ image: "api:1" }, cluster));\n`;
const careless = `
new docker.Container("api", { image: "api:1", uploads: [{ file: "/app/access", content: cluster.kubeconfig }] });
`;

const [sample = ""] = codeBlocks(textOf("docs/how-to/policies.md"), "js");
const ownPack = {
    "pack/PulumiPolicy.yaml": "runtime: nodejs\n",
    "pack/package.json": `{ "name": "acme", "version": "1.0.0", "private": true }\n`,
    "pack/index.js": sample,
};

let production: Program;
let dev: Program;

beforeAll(async () => {
    production = await Program.create(project, { "index.ts": program, ...ownPack }, "production");
    dev = await Program.create(project, { "index.ts": program }, "dev");
});

afterAll(async () => {
    await Promise.all([production.remove(), dev.remove()]);
});

describe("in a stack that is named like production", () => {
    it("a local cluster is refused in the preview", async () => {
        const told = await failureOf(production.preview({ policyPacks }));
        expect(told).toMatch(says(`cluster "shop" … stack organization/${project}/production … run in Docker`));
        expect(told).toMatch(says("Next: … pulumi config set k3s:target production"));
        expect(told).toContain('The container "shop-server" of the stack');
        expect(told).toContain("would be published on 0.0.0.0");
        expect(told.match(/\[mandatory\]/g)).toHaveLength(3);
    });

    it("a local cluster is refused by up before anything is made in Docker", async () => {
        expect(await failureOf(production.up({ policyPacks }))).toContain("would run in Docker");
        expect(await leftovers(project)).toEqual([]);
    });

    it("a pack of a team's own has the same policies", async () => {
        expect(await failureOf(production.preview({ policyPacks: ["pack"] }))).toContain("would run in Docker");
    });

    it("a cluster in production is fine, and a container that refers to it", async () => {
        await production.setConfig("k3s:target", "production");
        production.write({ "index.ts": program + referring });
        const { output } = await production.preview({ policyPacks });
        expect(output).toContain("pulumi-k3s@v");
        expect(output).not.toContain("[mandatory]");
        expect(output).not.toContain("can't run policy");
    });

    it("a kubeconfig that all of a container can read is refused", async () => {
        production.write({ "index.ts": program + careless });
        expect(await failureOf(production.preview({ policyPacks }))).toContain(
            'The kubeconfig /app/access in the container "api" of the stack',
        );
    });
});

describe("in a stack of another name", () => {
    it("a local cluster is fine", async () => {
        const { output } = await dev.preview({ policyPacks });
        expect(output).toContain("pulumi-k3s@v");
        expect(output).not.toContain("[mandatory]");
    });

    it("the pack's configuration says which stacks a policy is for, and how strict it is", async () => {
        const configuration = {
            "no-local-clusters": { enforcementLevel: "advisory", stacks: "/dev$" },
            "no-open-ports": { stacks: "" },
        };
        dev.write({ "policy.json": JSON.stringify(configuration) });
        const told = await failureOf(dev.preview({ policyPacks, policyPackConfigs: ["policy.json"] }));
        expect(told).toMatch(/\[advisory\] +no-local-clusters/);
        expect(told).toMatch(/\[mandatory\] +no-open-ports/);
        expect(told).not.toContain("no-privileged-containers");
    });
});
