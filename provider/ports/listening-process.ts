import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";

const listening = "0A";

/** Who listens on a TCP port of this machine, as far as this user may see it. */
export async function listeningProcess(port: number): Promise<string> {
    const sockets = (await Promise.all(["tcp", "tcp6"].map((table) => listeners(table, port)))).flat();
    for (const pid of sockets.length > 0 ? await processes() : []) {
        if (await holds(pid, sockets)) return `${await commandOf(pid)} (process ${pid})`;
    }
    return "another process on this machine";
}

/** The inodes of sockets that listen there, after Linux' `/proc/net/tcp`. */
async function listeners(table: string, port: number): Promise<string[]> {
    const lines = (await read(`/proc/net/${table}`)).split("\n").slice(1);
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    return lines
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === listening && local?.endsWith(`:${hex}`))
        .map((fields) => `socket:[${fields[9] ?? ""}]`);
}

async function processes(): Promise<string[]> {
    const names = await readdir("/proc").catch(() => []);
    return names.filter((name) => /^\d+$/.test(name));
}

async function holds(pid: string, sockets: string[]): Promise<boolean> {
    const folder = `/proc/${pid}/fd`;
    const descriptors = await readdir(folder).catch(() => []);
    const targets = await Promise.all(descriptors.map((name) => readlink(`${folder}/${name}`).catch(() => "")));
    return targets.some((target) => sockets.includes(target));
}

async function commandOf(pid: string): Promise<string> {
    const [program = ""] = (await read(`/proc/${pid}/cmdline`)).split("\0");
    return basename(program) || "a process";
}

function read(path: string): Promise<string> {
    return readFile(path, "utf8").catch(() => "");
}
