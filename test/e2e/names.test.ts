import { docker, leftovers } from "./support/docker";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-names";
const server = (stackName: string, cluster: string) => `${project}-${stackName}-${cluster}-server`;

const files = {
    "index.ts": `
        import * as pulumi from "@pulumi/pulumi";
        import * as k3s from "pulumi-k3s";
        const names = pulumi.getStack() === "other" ? ["dev"] : ["dev", "qa"];
        const clusters = names.map((name) => new k3s.Cluster(name));
        export const kubeconfigPaths = clusters.map(({ kubeconfigPath }) => kubeconfigPath);
        export const urls = clusters.map(({ apiUrl }) => apiUrl);
    `,
};

let stack: Program;
let other: Program;

const containerOf = (name: string) => docker("inspect", "--format", "{{.Id}}", name);

beforeAll(async () => {
    stack = await Program.create(project, files);
    other = await Program.create(project, files, "other");
});

afterAll(async () => {
    await Promise.all([stack.remove(), other.remove()]);
    expect(await leftovers(project)).toEqual([]);
});

describe("two clusters of one program, and two stacks of it at once", () => {
    it("come up side by side", async () => {
        await Promise.all([stack.up(), other.up()]);
        const outputs = await Promise.all([stack.outputs(), other.outputs()]);
        expect(new Set(outputs.flatMap(({ urls }) => urls as string[])).size).toBe(3);
        expect(new Set(outputs.flatMap(({ kubeconfigPaths }) => kubeconfigPaths as string[])).size).toBe(3);
    });

    it("do not disturb each other: only the cluster that was lost is made anew", async () => {
        const untouched = [server("test", "dev"), server("other", "dev")];
        const before = await Promise.all(untouched.map(containerOf));
        await docker("rm", "--force", "--volumes", server("test", "qa"));
        const [steps, none] = await Promise.all([stack.up(), other.up()]);
        expect(summary(steps.steps)).not.toEqual([]);
        expect(summary(steps.steps).filter((step) => !/ qa(-|$)/.test(step))).toEqual([]);
        expect(summary(none.steps)).toEqual([]);
        expect(await Promise.all(untouched.map(containerOf))).toEqual(before);
    });
});

describe("a stack that is renamed", () => {
    it("keeps its clusters: nothing is replaced, nothing is lost", async () => {
        const { kubeconfigPaths } = await stack.outputs();
        const container = await containerOf(server("test", "dev"));
        await stack.rename("renamed");
        expect(summary((await stack.up()).steps)).toEqual([]);
        expect(await containerOf(server("test", "dev"))).toBe(container);
        expect((await stack.outputs()).kubeconfigPaths).toEqual(kubeconfigPaths);
    });

    it("is not touched when another stack of the program goes", async () => {
        await other.destroy();
        expect((await leftovers(project)).filter((name) => name.startsWith("container")).sort()).toEqual([
            `container ${server("test", "dev")}`,
            `container ${server("test", "qa")}`,
        ]);
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
