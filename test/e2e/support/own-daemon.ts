import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { clusterSettings } from "../../../sdk/nodejs/cluster/arguments/cluster-settings";
import { webImage } from "./environment";
import { type Machine } from "./machine";
import { repository } from "./packed";

const run = promisify(execFile);
const port = 2375;

export interface DaemonSettings {
    /** The folder of another Docker version than this machine's, which the set-up unpacked. */
    root?: string;
    /** Additional arguments for its command line. */
    options?: string[];
}

/** A Docker daemon for a single test, on a separate machine. */
export class OwnDaemon {
    /** The address in the form of `DOCKER_HOST`. */
    readonly host: string;
    /** The path of its socket, for processes in the machine's network. */
    readonly socket: string;

    constructor(
        private readonly machine: Machine,
        private readonly settings: DaemonSettings = {},
    ) {
        this.host = `tcp://${machine.address}:${port}`;
        this.socket = join(this.folder, "docker.sock");
    }

    /** Starts the daemon with the same script as the set-up. */
    async start(): Promise<void> {
        const { root, options = [] } = this.settings;
        const listen = ["--host", `tcp://0.0.0.0:${port}`, "--tls=false"];
        // The parent cgroup has the machine's name, by which leftovers of containers are found after the power is cut.
        const own = ["--data-root", join(this.machine.folder, "data"), "--cgroup-parent", `/${this.machine.name}`];
        const script = join(repository, "test/offline/docker/start.sh");
        const environment = { DAEMON_FOLDER: this.folder, ...(root && { DOCKER_ROOT: root }) };
        await this.machine.run([script, this.socket, ...listen, ...own, ...options], environment);
    }

    /** Stops the daemon as a restart of the service does: it stops its containers first. */
    async stop(): Promise<void> {
        const script = `id=$(cat "$0/dockerd.pid"); kill "$id"; timeout 60 tail --pid="$id" --follow /dev/null`;
        await this.machine.run(["bash", "-c", script, this.folder]);
    }

    private get folder(): string {
        return join(this.machine.folder, "docker");
    }
}

export function nodeImage(): string {
    return clusterSettings({}, { image: process.env.K3S_TEST_IMAGE }).image as string;
}

/** Copies images from the tests' daemon to another one: by default the node image and the web server's. */
export async function copyImages(host: string, images = [nodeImage(), webImage]): Promise<void> {
    for (const image of images) {
        await run("docker", ["image", "inspect", image]).catch(() => run("docker", ["pull", image]));
    }
    const save = spawn("docker", ["save", ...images], { stdio: ["ignore", "pipe", "inherit"] });
    const load = spawn("docker", ["--host", host, "load"], { stdio: ["pipe", "ignore", "inherit"] });
    const loaded = once(load, "exit") as Promise<[number]>;
    await pipeline(save.stdout, load.stdin);
    const [code] = await loaded;
    if (code !== 0) throw new Error(`the images could not be loaded into ${host}`);
}
