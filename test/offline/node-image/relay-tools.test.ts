import { execFile } from "node:child_process";
import { promisify } from "node:util";

const image = process.env["NODE_IMAGE"] ?? "pulumi-k3s-test/node:v1.34.4";

const inAux = ["iptables", "iptables-save", "iptables-restore", "ip6tables", "mount"];
const inBin = ["sh", "ip", "nslookup", "ping", "wget", "timeout", "sleep", "sysctl"];
const missing = ["nc", "ping6", "pgrep", "curl", "bash", "httpd"];

jest.setTimeout(60_000);

/** Runs a shell in the node image as a relay container does. */
async function shell(script: string): Promise<string> {
    const relay = ["--read-only", "--cap-drop=ALL", "--cap-add=NET_ADMIN", "--network=none", "--entrypoint=sh"];
    const { stdout } = await promisify(execFile)("docker", ["run", "--rm", ...relay, image, "-c", script]);
    return stdout.trim();
}

describe("the commands of a relay are those of the real image", () => {
    let places: Map<string, string>;

    beforeAll(async () => {
        const names = [...inAux, ...inBin, ...missing].join(" ");
        const lines = await shell(`for name in ${names}; do echo "$name $(command -v $name || echo -)"; done`);
        places = new Map(lines.split("\n").map((line) => line.split(" ", 2) as [string, string]));
    });

    test.each(inAux)("%s is in /bin/aux", (name) => {
        expect(places.get(name)).toBe(`/bin/aux/${name}`);
    });

    test.each(inBin)("%s is in /bin", (name) => {
        expect(places.get(name)).toBe(`/bin/${name}`);
    });

    test.each(missing)("there is no %s", (name) => {
        expect(places.get(name)).toBe("-");
    });
});

test("the shell does not run what busybox has and the image does not link", async () => {
    expect(await shell("nc 2>&1 || true")).toContain("not found");
});

test("iptables rewrites destinations without more than NET_ADMIN", async () => {
    const rules = await shell(
        "iptables -t nat -A PREROUTING -p tcp --dport 80 -j DNAT --to-destination 10.43.0.7:9898 && iptables-save -t nat",
    );
    expect(rules).toContain("--to-destination 10.43.0.7:9898");
});
