import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { docker, leftovers } from "./support/docker";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const run = promisify(execFile);

/** A folder in which some of the repository's packages are installed. */
function folderWith(project: string, ...packages: string[]): string {
    const folder = mkdtempSync(join(tmpdir(), `pulumi-k3s-${project}-`));
    mkdirSync(join(folder, "node_modules"));
    for (const name of packages) {
        symlinkSync(join(__dirname, "../../node_modules", name), join(folder, "node_modules", name));
    }
    return folder;
}

/**
 * A script that uses the Automation API, as somebody would write it: the program is a function in it, and its stack has no
 * folder. It is told what to do, and which folder is the project's main, where it is to say so.
 */
const script = (project: string) => `
import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import * as k3s from "pulumi-k3s";

const [, , operation, main] = process.argv;

async function program() {
    const cluster = new k3s.Cluster("dev");
    return { kubeconfigPath: cluster.kubeconfigPath };
}

async function run() {
    const stack = await LocalWorkspace.createOrSelectStack(
        { projectName: "${project}", stackName: "test", program },
        main ? { projectSettings: { name: "${project}", runtime: "nodejs", main } } : {},
    );
    await stack.setConfig("k3s:image", { value: process.env.K3S_TEST_IMAGE });
    if (operation === "destroy") {
        await stack.cancel().catch(() => undefined); // of a run that was killed
        return stack.destroy({ remove: true });
    }
    const { summary, outputs } = await stack.up({ color: "never" });
    console.log(JSON.stringify({ changes: Object.keys(summary.resourceChanges), path: outputs.kubeconfigPath.value }));
}

run().catch(({ message }) => {
    console.error(message);
    process.exit(1);
});
`;

describe("an inline program of the Automation API", () => {
    const project = "e2e-inline";
    const folder = folderWith(project, "@pulumi", "pulumi-k3s");
    const folderWithout = folderWith(project, "@pulumi");
    // Pulumi makes a folder for each use of the stack, and leaves it there.
    const temporary = folderWith(project);
    const path = join(folder, "deploy.mjs");

    /** Runs the script in a folder; what it printed. */
    async function deploy(operation: string, { from = folder, main = "" } = {}): Promise<string> {
        const env = { ...process.env, TMPDIR: temporary };
        const { stdout } = await run("node", [path, operation, main], { cwd: from, env });
        return stdout;
    }

    const up = async (options = {}) => JSON.parse(await deploy("up", options)) as { changes: string[]; path: string };

    beforeAll(async () => {
        writeFileSync(path, script(project));
        await deploy("destroy");
    });

    afterAll(async () => {
        await deploy("destroy");
        expect(await leftovers(project)).toEqual([]);
        for (const one of [folder, folderWithout, temporary]) rmSync(one, { recursive: true, force: true });
    });

    it("fails where its process is in a folder without the package, and says what to do", async () => {
        const failure = await failureOf(deploy("up", { from: folderWithout }));
        expect(failure).toContain("looks for the package from the program's folder and finds none");
        expect(failure).toContain("projectSettings: { name");
        expect(await leftovers(project)).toEqual([]);
    });

    it("makes a cluster, though its stack has no folder", async () => {
        const made = await up();
        expect(made.changes).toContain("create");
        expect(made.path).toContain(join(project, "test/dev"));
        expect(await docker("inspect", "--format", "{{.State.Running}}", `${project}-test-dev-server`)).toBe("true");
    });

    it("changes nothing when it is run again", async () => {
        expect((await up()).changes).toEqual(["same"]);
    });

    it("runs in any folder, with the one that has the package as its main", async () => {
        expect((await up({ from: "/", main: folder })).changes).toEqual(["same"]);
    });

    it("takes all of it away", async () => {
        await deploy("destroy", { from: "/", main: folder });
        expect(await leftovers(project)).toEqual([]);
    });
});

describe("a program in a subfolder, which the project calls main", () => {
    const project = "e2e-subfolder";
    let stack: Program;

    beforeAll(async () => {
        stack = await Program.create(project, {
            "Pulumi.yaml": `name: ${project}\nruntime: nodejs\nmain: src/\n`,
            "src/index.ts": `
                import * as k3s from "pulumi-k3s";
                export const kubeconfigPath = new k3s.Cluster("dev").kubeconfigPath;
            `,
        });
    });

    afterAll(async () => {
        await stack.remove();
        expect(await leftovers(project)).toEqual([]);
    });

    it("has its package at the project's root", async () => {
        expect(summary((await stack.up()).steps)).toContain("create ClusterReady dev-ready");
        expect((await stack.outputs()).kubeconfigPath).toContain(join(project, "test/dev"));
    });

    it("changes nothing when it is run again", async () => {
        expect((await stack.up()).steps).toEqual([]);
    });
});
