import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as docker from "@pulumi/docker";
import { type PolicyResourceOptions, type ResourceValidation, type ResourceValidationArgs } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { policies } from "../../../policy/policies";
import { isOurs } from "../../../policy/policy";
import { Cluster, ServiceEndpoint, withReferences } from "../../../sdk/nodejs";
import { type Registration, registrationsOf } from "../support/recorded-program";

/** Which policies refuse which resources of a program in a stack. */
async function refusals(program: () => unknown, stack: string, config = {}): Promise<string[]> {
    const registrations = await registrationsOf(program);
    await pulumi.runtime.setMocks(
        { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
        "shop",
        stack,
        false,
        "acme",
    );
    return registrations.flatMap((registration) =>
        policies.flatMap(({ name, validateResource }) => {
            const violations: string[] = [];
            void (validateResource as ResourceValidation)(argsOf(registration, config), (text) =>
                violations.push(text),
            );
            return violations.map(() => `${name}: ${registration.name}`);
        }),
    );
}

type Asked = Pick<Registration, "type" | "name" | "parent" | "inputs">;

function argsOf({ type, name, parent, inputs }: Asked, config: object): ResourceValidationArgs {
    const [, , types = ""] = parent.split("::");
    return {
        type,
        name,
        urn: `urn:pulumi:stack::project::${types}$${type}::${name}`,
        props: inputs,
        opts: {} as PolicyResourceOptions,
        stackTags: new Map(),
        isType: () => false,
        asType: () => undefined,
        getConfig: () => config as never,
        notApplicable: (): never => {
            throw new Error("not applicable");
        },
    };
}

function program(): void {
    const cluster = new Cluster("dev", { agents: 1, registry: true });
    const endpoint = new ServiceEndpoint("web", { cluster, service: "web", port: 80 });
    new docker.Container("api", withReferences({ image: "api:1" }, cluster, endpoint));
}

it("a local cluster is refused from a program in any language", async () => {
    const rule = policies.find(({ name }) => name === "no-local-clusters")?.validateResource as ResourceValidation;
    const types = ["pulumi-nodejs:dynamic/k3s:Target", "k3s:index:Target", "k3s:index:Cluster"];
    const mocks = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    await pulumi.runtime.setMocks(mocks, "shop", "live", false, "acme");
    const refused = types.filter((type) => {
        const told: string[] = [];
        const inputs = { cluster: "dev", target: "local" };
        void rule(argsOf({ type, name: "dev-target", parent: "", inputs }, {}), (text) => told.push(text));
        return told.length > 0;
    });
    expect(refused).toEqual(types.slice(0, 2));
});

describe("the resources of a local cluster", () => {
    const itself = ["no-local-clusters: dev-target"];
    const nodes = ["no-privileged-containers: dev-agent-0", "no-privileged-containers: dev-server"];

    it("are refused for what they are, and for nothing else", async () => {
        expect((await refusals(program, "live")).sort()).toEqual([...itself, ...nodes]);
    });

    it("are refused for a port that the network reaches", async () => {
        const ports = [{ containerPort: 80, hostPort: 80, hostIP: "0.0.0.0" }];
        const open = () => new Cluster("dev", { server: { ports } });
        expect(await refusals(open, "live")).toContain("no-open-ports: dev-server");
    });

    it.each([
        ["dev", {}, 0],
        ["dev", { stacks: "^acme/shop/dev$" }, 3],
        ["live", { stacks: "^acme/shop/dev$" }, 0],
    ])("are refused in the stack %s with the configuration %p: %p times", async (stack, config, times) => {
        expect(await refusals(program, stack, config)).toHaveLength(times);
    });

    it("are refused where the configuration is wrong", async () => {
        expect(await refusals(program, "dev", { stacks: "(" })).toContain("no-local-clusters: dev-target");
    });
});

it.each([
    ["urn:pulumi:s::p::k3s:index:Cluster$docker:index/container:Container::a", true],
    [
        "urn:pulumi:s::p::acme:index:Shop$k3s:index:Cluster$k3s:index:AgentPool$docker:index/container:Container::a",
        true,
    ],
    ["urn:pulumi:s::p::docker:index/container:Container::k3s:a", false],
    ["urn:pulumi:s::p::acme:k3s:Shop$docker:index/container:Container::a", false],
])("%s is a part of this package: %p", (urn, ours) => expect(isOurs(urn)).toBe(ours));

it("is a pack of the package's version", () => {
    const version = (path: string) =>
        (JSON.parse(readFileSync(join(__dirname, "../../..", path), "utf8")) as { version: string }).version;
    expect(version("policy/package.json")).toBe(version("package.json"));
});
