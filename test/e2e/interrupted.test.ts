import { docker, kubectl, leftovers } from "./support/docker";
import { exampleChart } from "./support/example-chart";
import { get } from "./support/get";
import { killedUp } from "./support/interrupted-up";
import { Program } from "./support/program";
import { manifestFile, program, settingsFile } from "./support/quickstart";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-interrupted";
const server = `${project}-test-dev-server`;

let stack: Program;

async function exists(...listing: string[]): Promise<boolean> {
    return (await docker(...listing)) !== "";
}

beforeAll(async () => {
    const files = { "index.ts": program, ...exampleChart(), ...manifestFile("text") };
    stack = await Program.create(project, { ...files, ...settingsFile({}) });
});

afterAll(async () => {
    await stack.remove();
    expect(await leftovers(project)).toEqual([]);
});

describe("an up whose engine is killed before it could record what it made", () => {
    it("leaves a network, a server, a release and a relay that the next up clears away or takes over", async () => {
        await killedUp(stack.folder, () => exists("network", "ls", "--quiet", "--filter", `name=${project}-test-dev$`));
        await killedUp(stack.folder, () => exists("ps", "--all", "--quiet", "--filter", `name=${server}$`));
        await killedUp(stack.folder, hasRelease);
        await killedUp(stack.folder, () =>
            exists("ps", "--all", "--quiet", "--filter", `name=${project}-test-dev-endpoint`),
        );

        await stack.up();
        const response = await get((await stack.outputs()).url);
        expect(response.status).toBe(200);
        expect(summary((await stack.up()).steps)).toEqual([]);
        const containers = await docker("ps", "--all", "--format", "{{.Names}}", "--filter", `name=${project}-`);
        expect(containers.split("\n").sort()).toEqual([server, `${project}-test-dev-endpoint-web-endpoint`].sort());
    });
});

async function hasRelease(): Promise<boolean> {
    try {
        return (await kubectl(server, "get", "secrets", "-n", "shop", "-l", "owner=helm", "-o", "name")) !== "";
    } catch {
        return false; // the server is not there yet
    }
}
