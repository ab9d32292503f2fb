import { docker, kubectl, leftovers } from "./support/docker";
import { exampleFiles } from "./support/example-files";
import { Program } from "./support/program";
import { expectSoon } from "./support/soon";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-operator";
const server = `${project}-test-dev-server`;
const redis = "update Redis dev:shop/sessions";

let stack: Program;
let port: string;
let password: string;

/** A session of the real client, on this machine's side of the endpoint. */
function client(...command: string[]): Promise<string> {
    return docker(
        ...["run", "--rm", "--network", "host", "--env", "REDISCLI_AUTH", "--entrypoint", "redis-cli"],
        ...["pulumi-k3s-operator/redis:7", "-p", port, ...command],
    );
}

function field(resource: string, path: string): Promise<string> {
    return kubectl(server, "get", "-n", "shop", resource, "-o", `jsonpath={${path}}`);
}

function size(replicas: number, memory: string): Record<string, string> {
    const patch = exampleFiles("operator", "database/dev/size.yaml")["database/dev/size.yaml"] ?? "";
    const text = patch.replace("replicas: 1", `replicas: ${replicas}`).replace("memory: 32Mi", `memory: ${memory}`);
    return { "database/dev/size.yaml": text };
}

beforeAll(async () => {
    stack = await Program.create(project, exampleFiles("operator", "index.ts", "crds", "chart", "database"));
});

afterAll(async () => {
    delete process.env.REDISCLI_AUTH;
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("the example with an operator", () => {
    it("previews every object before there is a cluster", async () => {
        expect(summary((await stack.preview()).steps)).toEqual(
            expect.arrayContaining([
                "create CustomResourceDefinition dev:redises.cache.example.com",
                "create Namespace dev:shop",
                "create Redis dev:shop/sessions",
                "create Release redis-operator",
                "create ServiceEndpoint sessions",
            ]),
        );
    });

    it("ends when Redis answers a client that has the password, and no other", async () => {
        const { warnings } = await stack.up();
        // Pulumi's plugin says so of every object that it waits for by a condition, before its controller has set any.
        expect(warnings.filter((text) => text.trim() !== "Has no .status.conditions")).toEqual([]);
        const outputs = await stack.outputs();
        const url = new URL(String(outputs.url));
        expect(url.protocol).toBe("redis:");
        port = url.port;
        password = String(outputs.password);
        expect(password).toMatch(/^[A-Z2-7]{26}$/);

        expect(await client("GET", "user")).toMatch(/NOAUTH/);
        process.env.REDISCLI_AUTH = password;
        expect(await client("SET", "user", "ada")).toBe("OK");
        expect(await client("GET", "user")).toBe("ada");
    });

    it("has a password that is in the state in no readable form", () => {
        const state = stack.state();
        expect(state).not.toContain(password);
        expect(state).not.toContain(Buffer.from(password).toString("base64"));
    });

    it("changes nothing on the second up", async () => {
        expect(summary((await stack.up()).steps)).toEqual([]);
    });

    it("touches the custom resource alone when its patch changes, and waits until the operator has acted on it", async () => {
        stack.write(size(2, "48Mi"));
        const planned = await stack.preview({ diff: true });
        expect(summary(planned.steps)).toEqual([redis]);
        expect(planned.output).toMatch(/replicas: 1\s+=> 2/);
        expect(summary((await stack.up()).steps)).toEqual([redis]);
        expect(await field("redis/sessions", ".status.readyReplicas")).toBe("2");
        expect(await client("CONFIG", "GET", "maxmemory")).toBe(`maxmemory\n${48 * 2 ** 20 * 0.75}`);
    });

    it("makes its servers anew when somebody has deleted them, with the same password", async () => {
        const before = await field("statefulset/sessions", ".metadata.uid");
        await kubectl(server, "delete", "-n", "shop", "statefulset/sessions");
        await kubectl(server, "wait", "-n", "shop", "--for=create", "statefulset/sessions", "--timeout=30s");
        await kubectl(server, "rollout", "status", "-n", "shop", "statefulset/sessions", "--timeout=60s");
        expect(await field("statefulset/sessions", ".metadata.uid")).not.toBe(before);
        await expectSoon(async () => expect(await client("PING")).toBe("PONG"));
    });
});
