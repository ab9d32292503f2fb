import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { readFile, statfs } from "node:fs/promises";
import { promisify } from "node:util";
import { chosenPorts, portTaken } from "../../ports/free-port";
import { pulumiMissing } from "../../stack/pulumi-missing";
import { type Disk } from "./disk";
import { type HostPorts, type PortRange } from "./port-range";
import { type Inotify } from "./inotify";
import { type Proxies } from "./proxies";
import { readRouteTable, type Route } from "./route-table";

const run = promisify(execFile);

export async function askDisk(path: string): Promise<Disk> {
    const { bavail, blocks, bsize } = await statfs(path);
    return { path, free: bavail * bsize, total: blocks * bsize };
}

export async function askInotify(): Promise<Inotify> {
    const [instances = NaN, watches = NaN] = await Promise.all(
        ["max_user_instances", "max_user_watches"].map(async (limit) =>
            Number(await readFile(`/proc/sys/fs/inotify/${limit}`, "utf8")),
        ),
    );
    return { instances, watches, canBeRaised: isFirstUserNamespace(await readFile("/proc/self/uid_map", "utf8")) };
}

/**
 * Reports whether a uid map is that of the initial user namespace, which maps all user ids to themselves
 * (user_namespaces(7)).
 */
function isFirstUserNamespace(uidMap: string): boolean {
    return /^0\s+0\s+4294967295$/.test(uidMap.trim());
}

export async function askRoutes(): Promise<Route[]> {
    return readRouteTable(await readFile("/proc/net/route", "utf8"));
}

/** Tries some of the ports from which the package chooses. To try all of them would take seconds. */
export async function askHostPorts(tries = 64): Promise<HostPorts> {
    const { first, last } = chosenPorts;
    const outgoing = await outgoingPorts();
    const ports = new Set<number>();
    while (ports.size < tries) ports.add(randomInt(first, last + 1));
    let [free, refusal]: [number, string | undefined] = [0, undefined];
    for (const port of ports) {
        try {
            if (!(await portTaken(port, "tcp"))) free++;
        } catch (error) {
            refusal = (error as Error).message;
        }
    }
    return { range: chosenPorts, tried: ports.size, free, outgoing, refusal };
}

async function outgoingPorts(): Promise<PortRange | undefined> {
    const text = await readFile("/proc/sys/net/ipv4/ip_local_port_range", "utf8").catch(() => "");
    const [, first, last] = /^(\d+)\s+(\d+)/.exec(text) ?? [];
    return first === undefined ? undefined : { first: Number(first), last: Number(last) };
}

/** Returns the version of the Pulumi CLI. */
export async function askPulumi(limitMs: number): Promise<string> {
    const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
    try {
        const { stdout } = await run("pulumi", ["version"], { env, timeout: limitMs, killSignal: "SIGKILL" });
        return stdout.trim();
    } catch (error) {
        const { code, killed, stderr = "", message } = error as NodeJS.ErrnoException & Ended;
        if (code === "ENOENT") throw pulumiMissing(error);
        if (killed) throw new Error(`no answer within ${limitMs / 1_000} s`, { cause: error });
        throw new Error(stderr.trim().split("\n").at(-1) || message, { cause: error });
    }
}

interface Ended {
    killed?: boolean;
    stderr?: string;
}

/**
 * Reads the proxy variables, in lower or upper case, as programs do. Lower case has precedence, as in curl. An empty
 * variable counts as not set.
 */
export function ownProxies(environment: Record<string, string | undefined>): Proxies {
    const value = (name: string) => environment[name.toLowerCase()] || environment[name] || "";
    const { grpc_proxy, https_proxy, http_proxy, no_grpc_proxy, no_proxy } = environment;
    return {
        addresses: [...["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].map(value), grpc_proxy ?? ""].filter(Boolean),
        except: value("NO_PROXY"),
        ...(grpc_proxy || https_proxy || http_proxy ? { ofPrograms: { except: no_grpc_proxy || no_proxy || "" } } : {}),
    };
}
