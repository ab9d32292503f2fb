import { execFile, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

import { pack } from "tar-stream";

const run = promisify(execFile);

/** What a test's node is started with; files are put into it before it starts. */
export interface NodeSpec {
    readonly command: readonly string[];
    readonly files?: Readonly<Record<string, string>>;
    readonly environment?: Readonly<Record<string, string>>;
    readonly volume?: string;
}

/** Nodes of one test on a network of their own; `remove` leaves nothing behind. */
export class NodesInDocker {
    private readonly volumes = new Set<string>();
    private readonly names = new Set<string>();

    constructor(
        private readonly image: string,
        readonly network: string,
    ) {}

    async createNetwork(): Promise<void> {
        await docker(["image", "inspect", this.image]).catch((cause: unknown) => {
            throw new Error(`There is no image ${this.image}: run test/offline/node-image/build.sh`, { cause });
        });
        await docker(["network", "create", this.network]);
    }

    /** The host's address on the nodes' network. */
    async gateway(): Promise<string> {
        const format = "--format={{(index .IPAM.Config 0).Gateway}}";
        return (await docker(["network", "inspect", this.network, format])).trim();
    }

    /** Starts a node, in the place of one with the same name. */
    async start(name: string, spec: NodeSpec): Promise<void> {
        await this.stop(name);
        this.names.add(name);
        if (spec.volume) this.volumes.add(spec.volume);
        await docker([
            ...["create", "--name", name, "--hostname", name, "--network", this.network],
            ...["--privileged", "--init", "--tmpfs", "/run", "--tmpfs", "/var/run"],
            ...Object.entries(spec.environment ?? {}).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
            ...(spec.volume ? ["--volume", `${spec.volume}:/var/lib/rancher/k3s`] : []),
            ...[this.image, ...spec.command],
        ]);
        await this.put(name, spec.files ?? {});
        await docker(["start", name]);
    }

    /** Puts files into a node, started or not. */
    async put(name: string, files: Readonly<Record<string, string>>): Promise<void> {
        await putFiles(name, files);
    }

    async stop(name: string): Promise<void> {
        await docker(["rm", "--force", "--volumes", name]).catch((cause: unknown) => {
            if (!String(cause).includes("No such container")) throw cause;
        });
    }

    /** Waits for the node to end, and tells how it did. */
    async ended(name: string): Promise<{ exitCode: number; log: string }> {
        const exitCode = Number(await docker(["wait", name]));
        return { exitCode, log: await docker(["logs", name]) };
    }

    async logged(name: string, text: string, seconds = 80): Promise<void> {
        await awaitLine(["logs", "--follow", name], (line) => line.includes(text), text, seconds);
    }

    async read(name: string, path: string): Promise<string> {
        return docker(["exec", name, "cat", path]);
    }

    /** What a command on a node prints. */
    async exec(name: string, ...command: string[]): Promise<string> {
        return docker(["exec", name, ...command]);
    }

    async kubectl(server: string, ...args: string[]): Promise<string> {
        return docker(["exec", server, "kubectl", ...args]);
    }

    /** Waits until the node's kubelet has sent a heartbeat later than `since`. */
    async heartbeat(server: string, node: string, since: Date, seconds = 80): Promise<void> {
        await this.kubectl(server, "wait", "--for=create", `node/${node}`, `--timeout=${seconds}s`);
        await this.kubectl(server, "wait", "--for=condition=Ready", `node/${node}`, `--timeout=${seconds}s`);
        const leases = ["--namespace", "kube-node-lease"];
        await this.kubectl(server, "wait", "--for=create", `lease/${node}`, ...leases, `--timeout=${seconds}s`);
        const heartbeat = ["lease", node, ...leases, "--output", 'jsonpath={.spec.renewTime}{"\\n"}'];
        await this.watched(server, heartbeat, (line) => new Date(line) > since, seconds);
    }

    /** Waits for a line that matches in what `kubectl get --watch` with these arguments prints. */
    async watched(server: string, args: string[], matches: (line: string) => boolean, seconds = 80): Promise<void> {
        const watch = ["exec", server, "kubectl", "get", "--watch", ...args];
        await awaitLine(watch, matches, `the expected ${args.join(" ")}`, seconds);
    }

    async remove(): Promise<void> {
        await Promise.all([...this.names].map((name) => this.stop(name)));
        for (const volume of this.volumes) await docker(["volume", "rm", "--force", volume]);
        await docker(["network", "rm", this.network]);
    }
}

async function docker(args: string[]): Promise<string> {
    const { stdout, stderr } = await run("docker", args, { maxBuffer: 64 << 20 });
    return args[0] === "logs" ? stdout + stderr : stdout;
}

async function putFiles(name: string, files: Readonly<Record<string, string>>): Promise<void> {
    const archive = pack();
    for (const [path, content] of Object.entries(files)) archive.entry({ name: path, mode: 0o600 }, content);
    archive.finalize();
    await new Promise<void>((resolve, reject) => {
        const copy = spawn("docker", ["cp", "-", `${name}:/`], { stdio: ["pipe", "ignore", "inherit"] });
        copy.on("error", reject);
        copy.on("exit", (code) =>
            code === 0 ? resolve() : reject(new Error(`docker cp to ${name} ended with ${code}`)),
        );
        archive.pipe(copy.stdin);
    });
}

async function awaitLine(
    args: string[],
    matches: (line: string) => boolean,
    what: string,
    seconds: number,
): Promise<void> {
    const last: string[] = [];
    const child = spawn("docker", args, { stdio: ["ignore", "pipe", "pipe"] });
    try {
        await new Promise<void>((resolve, reject) => {
            const fail = (why: string) => {
                clearTimeout(deadline);
                reject(new Error([`${why}: ${what}`, ...last].join("\n")));
            };
            const deadline = setTimeout(() => {
                fail(`not seen within ${seconds} s`);
            }, seconds * 1000);
            child.on("close", () => {
                fail("ended without it");
            });
            for (const stream of [child.stdout, child.stderr]) {
                createInterface(stream).on("line", (line) => {
                    last.push(line);
                    last.splice(0, last.length - 20);
                    if (!matches(line)) return;
                    clearTimeout(deadline);
                    resolve();
                });
            }
        });
    } finally {
        child.kill();
    }
}
