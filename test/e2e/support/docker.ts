import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { required } from "./environment";

const run = promisify(execFile);

/** Runs the docker command line on the tests' daemon, which jest's own `process.env` names. */
export async function docker(...args: string[]): Promise<string> {
    const { stdout } = await run("docker", args, { env: process.env, maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
}

/** Returns the names of everything that a project has left on the daemon. */
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

/** Removes what {@link leftovers} returned. */
export async function removeLeftovers(names: string[]): Promise<void> {
    for (const leftover of names) {
        const [kind = "", name = ""] = leftover.split(" ");
        await docker(...(removals[kind] ?? []), name);
    }
}

/** Runs kubectl in a cluster's server node. */
export function kubectl(server: string, ...args: string[]): Promise<string> {
    return docker("exec", server, "k3s", "kubectl", ...args);
}

/** Returns the addresses of containers on their Docker network. */
export async function networkAddresses(...containers: string[]): Promise<string[]> {
    const format = "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}";
    return (await docker("inspect", "--format", format, ...containers)).split("\n");
}

/** Returns the address that containers have for `host-gateway`. It cannot be read from every daemon's bridge. */
export async function hostGateway(): Promise<string> {
    const cat = ["run", "--rm", "--add-host", "gateway.test:host-gateway", "--entrypoint", "cat"];
    const hosts = await docker(...cat, required("K3S_TEST_IMAGE"), "/etc/hosts");
    const [, address] = /^(\S+)\s+gateway\.test$/m.exec(hosts) ?? [];
    if (address === undefined) throw new Error(`Docker gives containers no host-gateway:\n${hosts}`);
    return address;
}
