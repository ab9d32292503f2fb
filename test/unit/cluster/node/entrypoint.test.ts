import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { serverBlocks } from "../../../../sdk/nodejs/cluster/dns/domain-files";
import { entrypointScripts } from "../../../../sdk/nodejs/cluster/node/entrypoint";

let root: string;

/** A machine as the script sees it: what is not a file of this tree is not there. */
const machine = {
    "/proc/sys/fs/inotify/max_user_instances": "128\n",
    "/proc/sys/fs/inotify/max_user_watches": "2097152\n",
    "/proc/sys/net/ipv4/icmp_ratemask": "6168\n",
    "/proc/self/cgroup": "0::/\n",
    "/proc/meminfo": "MemTotal:        8388608 kB\nMemFree:         1048576 kB\n",
    "/proc/cpuinfo": "processor\t: 0\n\nprocessor\t: 1\n\nprocessor\t: 2\n\nprocessor\t: 3\n",
    "/etc/hostname": "dev-server\n",
    "/etc/resolv.conf": "nameserver 192.0.2.1\n",
    "/etc/hosts": "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n172.18.0.2\tdev-server\n",
};

function write(files: Record<string, string>): void {
    for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), content);
    }
}

const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Runs the script in the tree, where `mount`, `ip`, `iptables` and `k3s` only tell what they were called with. */
function run(
    role: string,
    files: Record<string, string> = {},
    args = ["--node-name=dev-server", "a b"],
    environment: Record<string, string> = {},
): string[] {
    write({ ...machine, ...files });
    const moved = entrypointScripts["2"]
        .replaceAll(/(\/sys\/fs\/cgroup|\/proc\/|\/etc\/|\/var\/lib\/)/g, `${root}$1`)
        .replace("exec k3s", "k3s");
    const told =
        'mount() { echo "mount $*"; }\nip() { echo "ip $*"; }\niptables() { echo "iptables $*"; ${IPTABLES:-true}; }\nk3s() { printf "%s\\n" "k3s${K3S_RESOLV_CONF:+ $K3S_RESOLV_CONF}" "$@"; }\n';
    const output = execFileSync("sh", ["-s", "--", role, ...args], {
        input: `exec 2>&1\n${told}${moved}`,
        encoding: "utf8",
        env: { PATH: process.env.PATH, ...environment },
    });
    return output.trim().split("\n");
}

beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pulumi-k3s-entrypoint-"));
});

afterEach(() => {
    rmSync(root, { recursive: true });
});

it("shares mounts and hands its arguments on to K3s as they are", () => {
    expect(run("agent")).toEqual(["mount --make-rshared /", "k3s", "agent", "--node-name=dev-server", "a b"]);
});

it("only ever raises the inotify limits", () => {
    run("agent");
    expect(Number(read("/proc/sys/fs/inotify/max_user_instances"))).toBe(1024);
    expect(Number(read("/proc/sys/fs/inotify/max_user_watches"))).toBe(2097152);
});

it("refuses on a server what no Service and no pod takes", () => {
    const told = run("server", {}, ["--cluster-cidr=10.42.0.0/16", "--service-cidr=10.43.0.0/16"]);
    expect(told.filter((line) => /^ip/.test(line))).toEqual([
        "ip route add unreachable 10.42.0.0/16",
        "iptables -w -t mangle -A FORWARD -d 10.43.0.0/16 -j MARK --set-xmark 0/0x4000",
        "iptables -w -A FORWARD -d 10.43.0.0/16 -j REJECT",
    ]);
    // All kinds of ICMP messages of the default mask but "destination unreachable" (RFC 792, type 3).
    expect(read("/proc/sys/net/ipv4/icmp_ratemask")).toBe("6160\n");
});

describe("on cgroup v2", () => {
    const version2 = {
        "/sys/fs/cgroup/cgroup.controllers": "cpu memory pids\n",
        "/sys/fs/cgroup/cgroup.procs": "1\n7\n",
        "/sys/fs/cgroup/cgroup.subtree_control": "",
    };

    it("moves the processes out of the root of its own namespace, and hands the controllers on", () => {
        run("agent", version2);
        // In a real cgroup each line adds; in a file the last one stays.
        expect(read("/sys/fs/cgroup/init/cgroup.procs")).toBe("7\n");
        expect(read("/sys/fs/cgroup/cgroup.subtree_control")).toBe("+pids\n");
    });

    it("leaves the host's own root alone", () => {
        run("agent", { ...version2, "/proc/self/cgroup": "0::/docker/0123\n" });
        expect(() => read("/sys/fs/cgroup/init/cgroup.procs")).toThrow("ENOENT");
        expect(read("/sys/fs/cgroup/cgroup.subtree_control")).toBe("");
    });

    it("reserves what the limits leave of the machine", () => {
        const limits = { "/sys/fs/cgroup/memory.max": "2147483648\n", "/sys/fs/cgroup/cpu.max": "150000 100000\n" };
        expect(run("agent", { ...version2, ...limits })).toContain(
            "--kubelet-arg=system-reserved=memory=6291456Ki,cpu=2500m",
        );
    });

    it("reserves nothing where there are no limits", () => {
        const limits = { "/sys/fs/cgroup/memory.max": "max\n", "/sys/fs/cgroup/cpu.max": "max 100000\n" };
        expect(run("agent", { ...version2, ...limits }).join()).not.toContain("reserved");
    });
});

describe("on cgroup v1", () => {
    const limits = (memory: string, quota: string) => ({
        "/sys/fs/cgroup/memory/memory.limit_in_bytes": `${memory}\n`,
        "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": `${quota}\n`,
        "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
    });

    it("reserves what the limits leave of the machine", () => {
        expect(run("server", limits("4294967296", "50000"))).toContain(
            "--kubelet-arg=system-reserved=memory=4194304Ki,cpu=3500m",
        );
    });

    it("reserves nothing where there are no limits", () => {
        expect(run("server", limits("9223372036854771712", "-1")).join()).not.toContain("reserved");
    });
});

describe("names of /etc/hosts", () => {
    const manifest = "/var/lib/rancher/k3s/server/manifests/00-pulumi-k3s-hosts.yaml";
    const hosts = `${machine["/etc/hosts"]}172.17.0.1\thost.docker.internal\n192.168.1.20\tdb.example cache.example\n`;

    it("are CoreDNS's too, but for those of the node itself", () => {
        run("server", { "/etc/hosts": hosts });
        const { kind, metadata, data } = parse(read(manifest)) as Record<string, object>;
        expect({ kind, metadata }).toEqual({
            kind: "ConfigMap",
            metadata: { name: "coredns-custom", namespace: "kube-system" },
        });
        expect(data).toEqual({
            "pulumi-k3s.server": [
                "host.docker.internal:53 db.example:53 cache.example:53 {",
                "  hosts {",
                "    172.17.0.1\thost.docker.internal",
                "    192.168.1.20\tdb.example cache.example",
                "  }",
                "}",
                "",
            ].join("\n"),
        });
    });

    it("are no affair of an agent", () => {
        run("agent", { "/etc/hosts": hosts });
        expect(() => read(manifest)).toThrow("ENOENT");
    });
});

describe("whom pods ask for names", () => {
    const docker = {
        "/etc/resolv.conf": "search corp.example\nnameserver 127.0.0.11\noptions ndots:0\n",
        "/proc/net/udp":
            " sl local_address rem_address st\n 9: 020012AC:0035 00000000:0000 07\n 973: 0B00007F:9F39 00000000:0000 07\n",
        "/proc/net/tcp":
            " sl local_address rem_address st\n 0: 0B00007F:89E9 0100007F:1234 01\n 1: 0B00007F:89E9 00000000:0000 0A\n",
        "/proc/sys/net/ipv4/conf/default/route_localnet": "0\n",
    };
    const rules = ["udp", "tcp"].flatMap((protocol) =>
        ["PREROUTING", "OUTPUT"].map(
            (chain) =>
                `iptables -w -t nat -A ${chain} -d 169.254.53.53 -p ${protocol} --dport 53 -j DNAT --to-destination 127.0.0.11:${protocol === "udp" ? 40761 : 35305}`,
        ),
    );

    it("is Docker's resolver, wherever it listens", () => {
        expect(run("agent", docker)).toEqual([
            "mount --make-rshared /",
            ...rules,
            `k3s ${root}/etc/rancher/pulumi-k3s/resolv.conf`,
            ...["agent", "--node-name=dev-server", "a b"],
        ]);
        expect(read("/etc/rancher/pulumi-k3s/resolv.conf")).toBe(
            "search corp.example\nnameserver 169.254.53.53\noptions ndots:0\n",
        );
        expect(read("/proc/sys/net/ipv4/conf/default/route_localnet")).toBe("1\n");
    });

    it("is the node's own resolver where pods reach that, as on Podman", () => {
        expect(run("agent")).toEqual(["mount --make-rshared /", "k3s", "agent", "--node-name=dev-server", "a b"]);
    });

    it.each([
        ["the cluster leaves it to K3s", { POD_RESOLVER: "k3s" }, "k3s"],
        ["a resolv.conf is given", { K3S_RESOLV_CONF: "/data/resolv.conf" }, "k3s /data/resolv.conf"],
    ])("is K3s's choice where %s", (_, environment, k3s) => {
        expect(run("agent", docker, ["--debug"], environment)).toEqual([
            "mount --make-rshared /",
            k3s,
            "agent",
            "--debug",
        ]);
    });

    it.each([
        ["the resolver is not found", { ...docker, "/proc/net/tcp": " sl local_address rem_address st\n" }, {}],
        ["there is no nat table", docker, { IPTABLES: "false" }],
    ])("is K3s's choice where %s, and the log says so", (_, files, environment) => {
        const told = run("agent", files, ["--debug"], environment);
        expect(told.filter((line) => !line.startsWith("iptables")).slice(1)).toEqual([
            "pulumi-k3s: pods cannot ask Docker's resolver and get what K3s gives them",
            ...["k3s", "agent", "--debug"],
        ]);
    });
});

describe("domains with resolvers of their own", () => {
    const manifest = "/var/lib/rancher/k3s/server/manifests/00-pulumi-k3s-hosts.yaml";
    const blocks = serverBlocks({ "corp.example": ["10.8.0.2", "10.8.0.3"], corp: ["10.8.0.2"] });

    it("are CoreDNS's beside the names of /etc/hosts", () => {
        run("server", { "/etc/rancher/pulumi-k3s/domains": blocks });
        const { data } = parse(read(manifest)) as { data: Record<string, string> };
        expect(Object.keys(data)).toEqual(["pulumi-k3s.server", "pulumi-k3s-domains.server"]);
        expect(data["pulumi-k3s-domains.server"]).toBe(blocks);
    });

    it("ask their resolvers in order", () => {
        expect(blocks).toBe(
            [
                "corp.example:53 {\n  errors\n  cache 30\n  forward . 10.8.0.2 10.8.0.3 {\n    policy sequential\n  }\n}\n",
                "corp:53 {\n  errors\n  cache 30\n  forward . 10.8.0.2 {\n    policy sequential\n  }\n}\n",
            ].join(""),
        );
    });
});
