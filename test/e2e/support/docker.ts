import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { required } from "./environment";

const run = promisify(execFile);

/** The docker command line, on the daemon that the tests use: jest's own `process.env` says which. */
export async function docker(...args: string[]): Promise<string> {
    const { stdout } = await run("docker", args, { env: process.env, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
}

/** Names of all that a project has left on the daemon. */
export async function leftovers(project: string): Promise<string[]> {
    const lists = await Promise.all([
        docker("ps", "--all", "--filter", `name=${project}-`, "--format", "container {{.Names}}"),
        docker("network", "ls", "--filter", `name=${project}-`, "--format", "network {{.Name}}"),
        docker("volume", "ls", "--filter", `name=${project}-`, "--format", "volume {{.Name}}"),
    ]);
    return lists.flatMap((list) => list.split("\n").filter(Boolean));
}

const removals: Record<string, string[]> = {
    container: ["rm", "--force", "--volumes"],
    network: ["network", "rm"],
    volume: ["volume", "rm", "--force"],
};

/** Removes what {@link leftovers} has named. */
export async function removeLeftovers(names: string[]): Promise<void> {
    for (const leftover of names) {
        const [kind = "", name = ""] = leftover.split(" ");
        await docker(...(removals[kind] ?? []), name);
    }
}

/** kubectl inside a cluster's server node. */
export function kubectl(server: string, ...args: string[]): Promise<string> {
    return docker("exec", server, "k3s", "kubectl", ...args);
}

/** The addresses of containers on their Docker network. */
export async function networkAddresses(...containers: string[]): Promise<string[]> {
    const format = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
    return (await docker("inspect", "--format", format, ...containers)).split("\n");
}

/** What containers are given as `host-gateway`; not every daemon tells it of its bridge. */
export async function hostGateway(): Promise<string> {
    const cat = ["run", "--rm", "--add-host", "gateway.test:host-gateway", "--entrypoint", "cat"];
    const hosts = await docker(...cat, required("K3S_TEST_IMAGE"), "/etc/hosts");
    const [, address] = /^(\S+)\s+gateway\.test$/m.exec(hosts) ?? [];
    if (address === undefined) throw new Error(`Docker gives containers no host-gateway:\n${hosts}`);
    return address;
}
