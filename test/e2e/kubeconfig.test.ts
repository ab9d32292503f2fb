import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "yaml";
import { docker, leftovers } from "./support/docker";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";

jest.setTimeout(300_000);

const project = "e2e-kubeconfig";
const server = `${project}-test-dev-server`;
const others = `# Written by hand; do not sort.
kind: Config
apiVersion: v1
current-context:   work    # by day
clusters:
    # behind the VPN
    - name: work
      cluster: { server: 'https://work.example:6443',   x-own-field: [1,2] }
users:
    - user: {token: abc}
      name: me

contexts:
  - {name: work, context: {cluster: work, user: me}}   # the only one
# the end`;
const { KUBECONFIG: before } = process.env;
const folder = mkdtempSync(join(tmpdir(), `${project}-user-`));
const path = join(folder, "config");

let stack: Program;

const read = () => readFileSync(path, "utf8");
const current = () => (parse(read()) as Record<string, unknown>)["current-context"];

async function kubectl(...args: string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(required("KUBECTL_BINARY"), args);
    return stdout.trim();
}

async function up(): Promise<string[]> {
    return summary((await stack.up()).steps);
}

function programWith(kubeconfig: object) {
    return {
        "index.ts": `
            import * as k3s from "pulumi-k3s";
            new k3s.Cluster("dev", { kubeconfig: ${JSON.stringify(kubeconfig)} });
        `,
    };
}

beforeAll(async () => {
    writeFileSync(path, others, { mode: 0o640 });
    // The user's own file is the first that exists.
    process.env.KUBECONFIG = `${join(folder, "none")}:${path}`;
    stack = await Program.create(project, programWith({ merge: true, switchContext: true }));
});

afterAll(async () => {
    await stack.remove();
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
    rmSync(folder, { recursive: true });
    expect(await leftovers(project)).toEqual([]);
});

describe("the user's own kubeconfig", () => {
    it("reaches the cluster through its context after up, and switches to it", async () => {
        expect(await up()).toContain("create KubeconfigMerge dev-kubeconfig-merge");
        expect(await kubectl("--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server");
        expect(await kubectl("config", "current-context")).toBe("dev");
        expect(await kubectl("config", "get-contexts", "-o", "name")).toBe("dev\nwork");
    });

    it("keeps its mode, and nothing lies beside it", () => {
        expect([(statSync(path).mode & 0o777).toString(8), readdirSync(folder)]).toEqual(["640", ["config"]]);
    });

    it("is in no state in clear", () => {
        const key = /client-key-data: (\S+)/.exec(read())?.[1] ?? "";
        expect(key.length).toBeGreaterThan(32);
        expect(stack.state()).not.toContain(key);
        expect(stack.state()).not.toMatch(/by day|": work/);
    });

    it("is left alone by a second up, and by what its user chose in between", async () => {
        expect(await up()).toEqual([]);
        await kubectl("config", "use-context", "work");
        await kubectl("config", "set-context", "dev", "--namespace", "kube-system");
        const chosen = read();
        expect([await up(), read()]).toEqual([[], chosen]);
        expect(await kubectl("--context", "dev", "get", "deployments", "-o", "name")).toContain("coredns");
    });

    it("is healed when entries were lost", async () => {
        await kubectl("config", "delete-cluster", "dev");
        await kubectl("config", "delete-user", "dev");
        expect(await up()).toEqual(["update KubeconfigMerge dev-kubeconfig-merge"]);
        expect(await kubectl("--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server");
        expect(await kubectl("config", "current-context")).toBe("work");
    });

    it("is as it was, byte for byte, after destroy", async () => {
        await stack.destroy();
        // kubectl has sorted it and left the comments out above; so the file is put back to how its user wrote it.
        expect(parse(read())).toMatchObject({ clusters: [{ name: "work" }], users: [{ name: "me" }] });
        writeFileSync(path, others);
        await up();
        expect(read()).not.toBe(others);
        await stack.destroy();
        expect([read(), readdirSync(folder)]).toEqual([others, ["config"]]);
    });
});

describe("a cluster that was made anew behind the stack's back", () => {
    it("is noticed by its authority, and healed by up, the merged kubeconfig too", async () => {
        await up();
        const authority = () => /certificate-authority-data: (\S+)/.exec(read())?.[1];
        const old = authority();
        await docker("exec", server, "rm", "-rf", "/var/lib/rancher/k3s/server");
        await docker("restart", "--time", "5", server);
        expect(await failureOf(stack.up())).toContain(`Another cluster runs in ${server}`);
        expect(await up()).toEqual(
            expect.arrayContaining(["replace Identity dev-identity", "update KubeconfigMerge dev-kubeconfig-merge"]),
        );
        expect(authority()).not.toBe(old);
        expect(await kubectl("--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server");
    });

    it("leaves nothing behind when merging is no longer asked for", async () => {
        stack.write(programWith({}));
        expect(await up()).toEqual(["delete KubeconfigMerge dev-kubeconfig-merge"]);
        expect(read()).toBe(others);
    });
});

describe("an entry of somebody else's", () => {
    it("is refused with its name and what to do, and stays", async () => {
        const foreign = others.replace(
            "clusters:",
            "clusters:\n    - name: dev\n      cluster: {server: 'https://a.example'}",
        );
        writeFileSync(path, foreign);
        stack.write(programWith({ merge: path }));
        const failure = await failureOf(stack.up());
        expect(failure).toContain(
            `The kubeconfig ${path} was left as it is: its cluster "dev" is not from this stack.`,
        );
        expect(failure).toContain("it points to https://a.example");
        expect(failure).toContain(`kubectl config --kubeconfig ${path} delete-cluster dev`);
        expect(read()).toBe(foreign);
        expect(current()).toBe("work");
    });
});
