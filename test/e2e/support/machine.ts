import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expectSoon } from "./soon";

const run = promisify(execFile);

/**
 * The script that boots a machine. It keeps in memory what a machine loses without power: the runtime files of daemons.
 * The memory file system also hides those of other daemons.
 */
const boot = `
    set -e
    mount -t tmpfs tmpfs /run
    mkdir -p "$0/etc" "$0/work"
    mount -t overlay overlay -o "lowerdir=/etc,upperdir=$0/etc,workdir=$0/work" /etc
    ip link set lo up
    echo booted
    sleep infinity &
    while :; do wait; done
`;

/**
 * A separate machine on this one, for tests that stop a daemon, limit its resources or cut its power. Its processes,
 * mounts and network are namespaces that end all at once; only its disk remains, which is a folder. Nothing on it can
 * affect the daemon that the tests were given. It ends with the process that started it.
 */
export class Machine {
    private power?: ChildProcess;
    private id = 0;
    private readonly link: string;

    private constructor(
        readonly name: string,
        readonly folder: string,
        private readonly subnet: string,
    ) {
        this.link = `k3st${subnet.split(".")[2]}`;
    }

    /** @param number the number of its subnet 10.209.<number>.0/24, which differs for each test file. */
    static async start(name: string, number: number): Promise<Machine> {
        if (process.getuid?.() !== 0) throw new Error("tests with a daemon of their own need root: run them as root");
        await Machine.clear(name, number);
        const machine = Machine.named(name, number);
        mkdirSync(machine.folder, { recursive: true });
        await machine.boot();
        // The folder may contain a daemon's identity.
        await machine.run(["rm", "-rf", "/etc/docker"]);
        return machine;
    }

    /** Removes what a killed run has left: its firewall rules and its folder. Everything else ended with the run. */
    static async clear(name: string, number: number): Promise<void> {
        const machine = Machine.named(name, number);
        await machine.rules("--delete").catch(() => undefined); // there are none
        rmSync(machine.folder, { recursive: true, force: true });
    }

    private static named(name: string, number: number): Machine {
        const own = `pulumi-k3s-machine-${name}`;
        return new Machine(own, join(tmpdir(), own), `10.209.${number}`);
    }

    /** The address at which this machine reaches it. */
    get address(): string {
        return `${this.subnet}.2`;
    }

    async boot(): Promise<void> {
        const namespaces = ["--mount", "--pid", "--net", "--ipc", "--fork", "--kill-child", "--mount-proc"];
        const command = ["--pdeathsig", "KILL", "unshare", ...namespaces, "bash", "-c", boot, this.folder];
        const power = spawn("setpriv", command, { stdio: ["ignore", "pipe", "pipe"] });
        let problem = "";
        power.stderr.on("data", (text) => (problem += String(text)));
        await Promise.race([once(power.stdout, "data"), once(power, "exit")]);
        if (power.exitCode !== null) throw new Error(`the machine ${this.name} did not boot: ${problem}`);
        this.power = power;
        this.id = Number(readFileSync(`/proc/${power.pid}/task/${power.pid}/children`, "utf8"));
        await this.connect();
    }

    /** Runs a command on the machine. */
    async run(command: string[], environment: Record<string, string> = {}): Promise<string> {
        const target = ["--target", String(this.id), "--mount", "--pid", "--net", "--ipc"];
        const env = { ...process.env, ...environment };
        const { stdout } = await run("nsenter", [...target, ...command], { env, maxBuffer: 64 * 1024 * 1024 });
        return stdout.trim();
    }

    /**
     * Starts a command of this machine in the other one's network only, where ports that are published there are local.
     */
    share(command: string[], environment: Record<string, string>): ChildProcess {
        const env = { ...process.env, ...environment };
        return spawn("nsenter", ["--target", String(this.id), "--net", ...command], { env, stdio: "inherit" });
    }

    /** Kills everything on the machine at once, so that it cannot write anything more. */
    async cutPower(): Promise<void> {
        if (!this.power || this.power.exitCode !== null || this.power.signalCode !== null) return;
        const ended = once(this.power, "exit");
        // The link would be deleted with the namespace, but some time later.
        await run("ip", ["link", "delete", this.link]);
        process.kill(this.id, "SIGKILL");
        await ended;
        await this.rules("--delete");
        // `find` fails if somebody else's cgroup disappears while it runs.
        const cgroups = ["/sys/fs/cgroup", "-depth", "-type", "d", "-path", `*/${this.name}*`];
        await expectSoon(() => run("find", [...cgroups, "-delete"]), 30);
    }

    async remove(): Promise<void> {
        await this.cutPower();
        rmSync(this.folder, { recursive: true, force: true });
    }

    private async connect(): Promise<void> {
        const ip = (...args: string[]) => run("ip", args);
        await ip("link", "add", this.link, "type", "veth", "peer", "name", "eth0", "netns", String(this.id));
        await ip("address", "add", `${this.subnet}.1/24`, "dev", this.link);
        await ip("link", "set", this.link, "up");
        await this.run(["ip", "address", "add", `${this.address}/24`, "dev", "eth0"]);
        await this.run(["ip", "link", "set", "eth0", "up"]);
        await this.run(["ip", "route", "add", "default", "via", `${this.subnet}.1`]);
        await this.rules("--insert");
    }

    /** Adds or removes the firewall rules with which the machine reaches registries. */
    private async rules(action: "--insert" | "--delete"): Promise<void> {
        const rule = (...args: string[]) => run("iptables", ["--wait", ...args]);
        await rule("--table", "nat", action, "POSTROUTING", "--source", `${this.subnet}.0/24`, "--jump", "MASQUERADE");
        await rule(action, "FORWARD", "--in-interface", this.link, "--jump", "ACCEPT");
        await rule(action, "FORWARD", "--out-interface", this.link, "--jump", "ACCEPT");
        // Its daemon accepts requests from everybody who reaches it, so connections from outside of this machine are
        // refused.
        const fromOutside = ["--match", "conntrack", "--ctstate", "NEW", "--jump", "DROP"];
        await rule(action, "FORWARD", "--out-interface", this.link, ...fromOutside);
    }
}
