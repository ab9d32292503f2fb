import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { docker, leftovers } from "./support/docker";
import { required } from "./support/environment";
import { failureOf } from "./support/failure";
import { Program } from "./support/program";
import { summary } from "./support/steps";
import { says } from "../support/says";

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
const merging = { merge: true, switchContext: true };

/** kubectl as its user runs it: with that kubeconfig, and no other. */
async function kubectl(...args: string[]): Promise<string> {
    const env = { ...process.env, KUBECONFIG: path };
    const { stdout } = await promisify(execFile)(required("KUBECTL_BINARY"), args, { env });
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
    stack = await Program.create(project, programWith(merging));
});

afterAll(async () => {
    await stack.remove();
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
    rmSync(folder, { recursive: true });
    expect(await leftovers(project)).toEqual([]);
});

describe("the user's own kubeconfig", () => {
    it("reaches the cluster through its context after up, which switches to it", async () => {
        expect(await up()).toContain("create KubeconfigMerge dev-kubeconfig-merge");
        expect(await kubectl("--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server");
        expect(await kubectl("config", "current-context")).toBe("dev");
        expect(await kubectl("config", "get-contexts", "-o", "name")).toBe("dev\nwork");
    });

    it("keeps its mode, and nothing lies beside it", () => {
        expect([(statSync(path).mode & 0o777).toString(8), readdirSync(folder)]).toEqual(["640", ["config"]]);
    });

    it("is in no state in clear, neither the cluster's part nor another one", () => {
        const key = /client-key-data: (\S+)/.exec(read())?.[1] ?? "";
        expect(key.length).toBeGreaterThan(32);
        expect(stack.state()).toContain("KubeconfigMerge");
        expect(stack.state()).not.toContain(key);
        expect(stack.state()).not.toMatch(/: {3}work/);
    });

    it("is left alone by a second up", async () => {
        const merged = statSync(path, { bigint: true });
        expect(await up()).toEqual([]);
        expect(statSync(path, { bigint: true }).mtimeNs).toBe(merged.mtimeNs);
    });

    it("is healed when it lost the cluster's credentials", async () => {
        const merged = read();
        writeFileSync(path, merged.replace(/client-key-data: .*/, "client-key-data: bG9zdA=="));
        await expect(kubectl("--context", "dev", "get", "nodes")).rejects.toThrow();
        expect(await up()).toEqual(["update KubeconfigMerge dev-kubeconfig-merge"]);
        expect(read()).toBe(merged);
        expect(await kubectl("--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server");
    });

    it("is not left for one that has somebody else's entry of that name: the error says what to do", async () => {
        const taken = join(folder, "taken");
        const theirs = others.replace(
            "- name: work",
            "- {name: dev, cluster: {server: 'https://a.example'}}\n    - name: work",
        );
        writeFileSync(taken, theirs);
        const merged = read();
        stack.write(programWith({ merge: taken }));
        const failure = await failureOf(stack.up());
        expect(failure).toMatch(says(`kubeconfig ${taken} … left … cluster "dev" … not from this stack`));
        expect(failure).toContain("it points to https://a.example");
        expect(failure).toContain(`kubectl config --kubeconfig ${taken} delete-cluster dev`);
        expect([readFileSync(taken, "utf8"), read()]).toEqual([theirs, merged]);
        stack.write(programWith(merging));
        rmSync(taken);
    });

    it("follows a cluster that was made anew behind the stack's back: known by its authority, healed by up", async () => {
        const authority = () => /certificate-authority-data: (\S+)/.exec(read())?.[1];
        const old = authority();
        await docker("exec", server, "rm", "-rf", "/var/lib/rancher/k3s/server");
        await docker("restart", "--time", "5", server);
        expect(await failureOf(stack.up())).toMatch(says(`cluster … ${server} is not the one`));
        expect(await up()).toEqual(
            expect.arrayContaining(["replace Identity dev-identity", "update KubeconfigMerge dev-kubeconfig-merge"]),
        );
        expect(authority()).not.toBe(old);
        expect(await kubectl("--context", "dev", "get", "nodes", "-o", "name")).toBe("node/dev-server");
    });

    it("is as it was, byte for byte, after destroy", async () => {
        expect(read()).not.toBe(others);
        await stack.destroy();
        expect([read(), readdirSync(folder)]).toEqual([others, ["config"]]);
    });
});
