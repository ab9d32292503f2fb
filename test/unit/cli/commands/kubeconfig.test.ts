import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { readArguments } from "../../../../provider/cli/arguments";
import { commands } from "../../../../provider/cli/commands";

const home = process.env.PULUMI_K3S_HOME;
let folder: string;
let file: string;
let output: string;

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-k3s-cli-kubeconfig-"));
    process.env.PULUMI_K3S_HOME = folder;
    file = join(folder, "config");
    output = "";
    const record = (text: string | Uint8Array) => (output += String(text)) !== "";
    jest.spyOn(process.stdout, "write").mockImplementation(record);
    jest.spyOn(process.stderr, "write").mockImplementation(record);
});

afterEach(() => {
    jest.restoreAllMocks();
    if (home === undefined) delete process.env.PULUMI_K3S_HOME;
    else process.env.PULUMI_K3S_HOME = home;
    rmSync(folder, { recursive: true, force: true });
});

/** A cluster of this user, as an `up` left it. */
function made(cluster: string, authority: string, token = "secret"): string {
    const name = cluster.split("/").at(-1);
    const text = stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters: [{ name, cluster: { server: "https://127.0.0.1:20001", "certificate-authority-data": authority } }],
        users: [{ name, user: { token } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        "current-context": name,
    });
    mkdirSync(join(folder, cluster), { recursive: true });
    writeFileSync(join(folder, cluster, "kubeconfig.yaml"), text);
    return text;
}

async function run(line: string): Promise<string> {
    output = "";
    const request = readArguments(line.split(" "), commands);
    if (request.kind === "command") await request.command.run(request.given);
    return output;
}

it("lists clusters for people and for programs", async () => {
    made("shop/dev/k8s", "QQ==");
    const path = join(folder, "shop/dev/k8s/kubeconfig.yaml");
    expect(await run("kubeconfig list")).toBe(`shop/dev/k8s  ${path}\n`);
    expect(JSON.parse(await run("kubeconfig list --json"))).toEqual([{ cluster: "shop/dev/k8s", path }]);
});

it("lists by name what is three folders down, and nothing else", async () => {
    for (const cluster of ["shop/live/k8s", "shop/dev/k8s", "shop/dev", "shop/dev/k8s/old", ".trash/dev/k8s"]) {
        made(cluster, "QQ==");
    }
    mkdirSync(join(folder, "blog/dev/k8s"), { recursive: true });
    const rows = JSON.parse(await run("kubeconfig list --json")) as { cluster: string }[];
    expect(rows.map(({ cluster }) => cluster)).toEqual(["shop/dev/k8s", "shop/live/k8s"]);
});

it("has nothing to list before the first cluster", async () => {
    process.env.PULUMI_K3S_HOME = join(folder, "none");
    expect(JSON.parse(await run("kubeconfig list --json"))).toEqual([]);
});

it("prints into a file that others could read as one that they cannot", async () => {
    const text = made("shop/dev/k8s", "QQ==");
    writeFileSync(file, "before", { mode: 0o644 });
    await run(`kubeconfig print --file ${file}`);
    expect(readFileSync(file, "utf8")).toBe(text);
    expect(statSync(file).mode & 0o777).toBe(0o600);
});

it("removes what it merged, also after the cluster was made anew", async () => {
    made("shop/dev/k8s", "QQ==");
    writeFileSync(file, "# mine\napiVersion: v1\nkind: Config\n");
    await run(`kubeconfig merge --file ${file}`);
    expect(readFileSync(file, "utf8")).toContain("token: secret");
    made("shop/dev/k8s", "Qg==", "another");
    expect(await run(`kubeconfig remove k8s --file ${file}`)).toBe(
        `pulumi-k3s: shop/dev/k8s is no longer in ${file}\n`,
    );
    expect(readFileSync(file, "utf8")).not.toContain("secret");
    expect(readFileSync(file, "utf8")).toContain("# mine");
    expect(await run(`kubeconfig remove k8s --file ${file}`)).toBe(`pulumi-k3s: shop/dev/k8s is not in ${file}\n`);
});

it("makes no file to remove something from", async () => {
    made("shop/dev/k8s", "QQ==");
    await run(`kubeconfig remove --file ${file}`);
    expect(() => statSync(file)).toThrow("ENOENT");
});
