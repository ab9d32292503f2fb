import { docker, leftovers } from "./support/docker";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-names";

let stack: Program;

beforeAll(async () => {
    stack = await Program.create(project, {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            const cluster = new k3s.Cluster("dev");
            export const kubeconfigPath = cluster.kubeconfigPath;
        `,
    });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("a stack that is renamed", () => {
    it("keeps its cluster: nothing is replaced, nothing is lost", async () => {
        await stack.up();
        const { kubeconfigPath } = await stack.outputs();
        const container = await docker("inspect", "--format", "{{.Id}}", `${project}-test-dev-server`);
        await stack.rename("renamed");
        expect(summary((await stack.up()).steps)).toEqual([]);
        expect(await docker("inspect", "--format", "{{.Id}}", `${project}-test-dev-server`)).toBe(container);
        expect((await stack.outputs()).kubeconfigPath).toBe(kubeconfigPath);
    });

    it("leaves its old name to another stack of the program", async () => {
        await stack.select("other");
        await stack.up();
        expect((await leftovers(project)).filter((name) => name.startsWith("container"))).toEqual([
            `container ${project}-other-dev-server`,
            `container ${project}-test-dev-server`,
        ]);
        await stack.destroy();
        await stack.select("renamed");
        expect(summary((await stack.up()).steps)).toEqual([]);
    });
});
