import { execFile } from "node:child_process";
import { promisify } from "node:util";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";

/** Runs a shell in the node image as a relay container does. */
async function shell(script: string): Promise<string> {
    const relay = ["--read-only", "--cap-drop=ALL", "--cap-add=NET_ADMIN", "--network=none", "--entrypoint=sh"];
    const { stdout } = await promisify(execFile)("docker", [
        "run",
        "--rm",
        ...relay,
        image,
        "-c",
        `{ ${script}; } 2>&1`,
    ]);
    return stdout.trim();
}

test.each(["iptables", "iptables-save", "iptables-restore", "ip6tables", "mount"])(
    "%s is in /bin/aux",
    async (tool) => {
        expect(await shell(`command -v ${tool}`)).toBe(`/bin/aux/${tool}`);
    },
);

test.each(["ip", "nslookup", "ping", "wget", "timeout", "sleep", "sysctl"])("%s is in /bin", async (tool) => {
    expect(await shell(`command -v ${tool}`)).toBe(`/bin/${tool}`);
});

test.each(["nc", "ping6", "pgrep", "curl", "bash", "httpd"])("there is no %s, as in the real image", async (tool) => {
    expect(await shell(`command -v ${tool} || echo none`)).toBe("none");
    expect(await shell(`${tool} || true`)).toContain("not found");
});

test("iptables rewrites destinations without more than NET_ADMIN", async () => {
    const rules = await shell(
        "iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.43.0.7:9898 && iptables-save -t nat",
    );
    expect(rules).toContain("--to-destination 10.43.0.7:9898");
});
