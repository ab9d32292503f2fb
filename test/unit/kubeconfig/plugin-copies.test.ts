import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { removeCopies } from "../../../shared/kubeconfig/plugin-copies";
import { renderKubeconfig } from "../../../provider/kubeconfig/rewrite";

const administrator = {
    certificateAuthority: "YXV0aG9yaXR5",
    user: { "client-certificate-data": "Y2VydA==", "client-key-data": "a2V5" },
};
const server = "https://127.0.0.1:6443";
const ours = renderKubeconfig("dev", server, administrator);

/** As client-go writes it: sorted keys, and a few of its own. */
function asThePluginWrites(url = server, key = "a2V5"): string {
    return stringify({
        apiVersion: "v1",
        clusters: [{ cluster: { "certificate-authority-data": "YXV0aG9yaXR5", server: url }, name: "dev" }],
        contexts: [{ context: { cluster: "dev", user: "dev" }, name: "dev" }],
        "current-context": "dev",
        kind: "Config",
        preferences: {},
        users: [{ name: "dev", user: { "client-certificate-data": "Y2VydA==", "client-key-data": key } }],
    });
}

let folder: string;

function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
}

beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "plugin-copies-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

it("removes what the plugin wrote of this cluster, from this run and earlier ones", () => {
    const copies = [
        file("kubeconfig1234567890", asThePluginWrites()),
        file("kubeconfig987654321", asThePluginWrites()),
    ];
    removeCopies(ours, folder);
    expect(copies.filter(existsSync)).toEqual([]);
});

it("leaves what is not the plugin's, or of another cluster or user", () => {
    mkdirSync(join(folder, "kubeconfig55555"));
    const others = [
        file("kubeconfig", asThePluginWrites()),
        file("kubeconfig-1234567", asThePluginWrites()),
        file("kubeconfig1234567.yaml", asThePluginWrites()),
        file("kubeconfig1111111", asThePluginWrites("https://127.0.0.1:6444")),
        file("kubeconfig2222222", asThePluginWrites(server, "b3RoZXI=")),
        file("kubeconfig3333333", "no kubeconfig: ["),
        file("kubeconfig4444444", ""),
    ];
    removeCopies(ours, folder);
    expect(others.filter((path) => !existsSync(path))).toEqual([]);
});

it.each(["", "{}", "[", "clusters: []"])("does nothing for a kubeconfig that leads nowhere: %j", (text) => {
    const copy = file("kubeconfig1234567", asThePluginWrites());
    removeCopies(text, folder);
    expect(existsSync(copy)).toBe(true);
});
