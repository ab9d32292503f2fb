import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";

/** The states of a listening socket; a bound UDP socket has no other state. */
const listening = { tcp: "0A", udp: "07" };
/** The loopback address and the wildcard address, as Linux writes them there. */
const ofLoopback = /^(0100007F|0{8}|0{32}|0{16}FFFF00000100007F)$/;

/** Returns the process that listens on a TCP port of this machine, as far as this user may see it. */
export async function listeningProcess(port: number): Promise<string> {
    const sockets = (await listeners(port, "tcp")).map(({ inode }) => `socket:[${inode}]`);
    for (const pid of sockets.length > 0 ? await processes() : []) {
        if (await holds(pid, sockets)) return `${await commandOf(pid)} (process ${pid})`;
    }
    return "another process on this machine";
}

/**
 * Reports whether something listens on a port of the loopback address. Only Linux lists sockets, for every user;
 * elsewhere the answer is false.
 */
export async function isListenedOn(port: number, protocol: "tcp" | "udp"): Promise<boolean> {
    return (await listeners(port, protocol)).some(({ address }) => ofLoopback.test(address));
}

/** Returns the sockets that listen on a port, from Linux' `/proc/net/tcp` and the like. */
async function listeners(port: number, protocol: "tcp" | "udp"): Promise<{ address: string; inode: string }[]> {
    const tables = await Promise.all([protocol, `${protocol}6`].map((table) => read(`/proc/net/${table}`)));
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    return tables
        .flatMap((table) => table.split("\n").slice(1))
        .map((line) => line.trim().split(/\s+/))
        .filter(([, local, , state]) => state === listening[protocol] && local?.endsWith(`:${hex}`))
        .map(([, local = "", , , , , , , , inode = ""]) => ({ address: local.slice(0, -5), inode }));
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
