import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { ForwardedEndpoints } from "../../provider/endpoints/forwarded-endpoints";
import { readTable } from "../../provider/forward/endpoint-table";
import { choosePort } from "../../provider/ports/free-port";
import { kubeconfigFor } from "../provider/forward/fake-api-server";
import { expectSoon } from "./support/soon";

jest.setTimeout(60_000);

const run = promisify(execFile);
const access = join(__dirname, "../../dist/provider/forward/forwarder-access");
let root: string;
let folder: string;

beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pulumi-k3s-forwarder-"));
    folder = join(root, "forward", "0123456789ab");
});

afterEach(async () => {
    for (const pid of processes()) process.kill(pid, "SIGKILL");
    await expectSoon(() => {
        expect(processes()).toEqual([]);
    });
    rmSync(root, { recursive: true, force: true });
});

/** The forwarders of this test's folder. */
function processes(): number[] {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.filter((pid) => commandLine(pid).includes(`forward/main.js\0${folder}`)).map(Number);
}

function commandLine(pid: string): string {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
        return "";
    }
}

/** Code of the package, run as a process of its own, as each `pulumi up` is one. */
function script(code: string, ...args: string[]): string[] {
    const body = `const { forwarderAccess } = require(${JSON.stringify(access)});
const [folder, root, ...args] = process.argv.slice(1);
const order = (hostPort) => ({ cluster: "shop/dev/k8s", kubeconfig: ${JSON.stringify(kubeconfigFor("https://127.0.0.1:1"))},
    endpoint: { namespace: "default", service: "web", port: 80, hostPort: Number(hostPort), addresses: ["127.0.0.1"] } });
const { statSync, writeFileSync, rmSync } = require("node:fs");
(async () => { ${code} })().catch(({ message }) => { console.error(message); process.exitCode = 1; });`;
    return ["-e", body, folder, root, ...args];
}

async function inProcess(code: string, ...args: string[]): Promise<string> {
    return (await run(process.execPath, script(code, ...args))).stdout.trim();
}

const put = (name: string, port: number) =>
    inProcess("await forwarderAccess.put(folder, args[0], order(args[1]));", name, String(port));
const remove = (name: string) => inProcess("await forwarderAccess.remove(root, folder, args[0]);", name);

/** Names and states, as the command line knows them. */
async function rows(): Promise<string[]> {
    const listed = await new ForwardedEndpoints(root).list();
    return listed.map(({ row }) => `${row.name} ${row.state}`).sort();
}

async function listens(port: number): Promise<boolean> {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    const isConnected = await Promise.race([
        once(socket, "connect").then(
            () => true,
            () => false,
        ),
        once(socket, "close").then(() => false),
    ]);
    socket.destroy();
    return isConnected;
}

const ports = (count: number) => Promise.all(Array.from({ length: count }, () => choosePort("tcp")));

describe("forwarders of one cluster", () => {
    it("are one process, however many start one at once", async () => {
        const all = await ports(8);
        await Promise.all(all.map((port, index) => put(`web-${index}`, port)));
        await expectSoon(() => {
            expect(processes().length).toBe(1);
        });
        expect(Object.keys((await readTable(folder))?.endpoints ?? {}).length).toBe(all.length);
        for (const port of all) expect(await listens(port)).toBe(true);
    });

    it("lose nothing that was ordered when they are killed at any moment; one that never came up is told", async () => {
        const ordered: number[] = [];
        for (let round = 0; round < 8; round++) {
            const [port = 0] = await ports(1);
            const isPut = put(`web-${round}`, port).catch((error: unknown) => {
                expect((error as Error).message).toContain("it ended with signal SIGKILL");
                return put(`web-${round}`, port);
            });
            await delay(40 * round);
            for (const pid of processes()) process.kill(pid, "SIGKILL");
            await isPut;
            ordered.push(port);
        }
        const [last = 0] = await ports(1);
        await put("last", last);
        await expectSoon(async () => {
            for (const port of [...ordered, last]) expect(await listens(port)).toBe(true);
        });
        await expectSoon(() => {
            expect(processes().length).toBe(1);
        });
    });

    it("end with the last endpoint, and leave neither file nor port", async () => {
        const [one = 0, two = 0] = await ports(2);
        await put("one", one);
        await put("two", two);
        await remove("one");
        expect([await listens(one), await listens(two)]).toEqual([false, true]);
        await remove("two");
        expect(await listens(two)).toBe(false);
        expect(existsSync(join(root, "forward"))).toBe(false);
        await expectSoon(() => {
            expect(processes()).toEqual([]);
        });
    });

    it("are forgotten with their endpoints when none runs any more", async () => {
        const [port = 0] = await ports(1);
        await put("web", port);
        for (const pid of processes()) process.kill(pid, "SIGKILL");
        await remove("web");
        expect(existsSync(folder)).toBe(false);
        expect(processes()).toEqual([]);
    });
});

describe("what another one left behind", () => {
    let bystander: ChildProcess;

    beforeEach(() => {
        bystander = spawn("sleep", ["60"], { stdio: "ignore" });
    });

    afterEach(() => bystander.kill());

    it("is no obstacle: a dead socket, and the number of a process that is another one by now", async () => {
        const [port = 0] = await ports(1);
        await put("web", port);
        for (const pid of processes()) process.kill(pid, "SIGKILL");
        writeFileSync(join(folder, "pid"), String(bystander.pid));
        await put("web", port);
        expect(await listens(port)).toBe(true);
        expect(bystander.exitCode).toBeNull();
    });

    it.each(["", '{ "cluster": "shop/dev/k8s", "endpo', "null"])(
        "is no obstacle: a damaged table, %j",
        async (text) => {
            const [one = 0, two = 0] = await ports(2);
            await put("one", one);
            await put("two", two);
            for (const pid of processes()) process.kill(pid, "SIGKILL");
            writeFileSync(join(folder, "table.json"), text);
            expect(await rows()).toEqual([]);
            // Each is put back by its own next order, and until then nobody knows of it.
            await put("one", one);
            expect([await listens(one), await listens(two)]).toEqual([true, false]);
            expect(await rows()).toEqual(["one listening"]);
            await put("two", two);
            expect(await rows()).toEqual(["one listening", "two listening"]);
            await remove("one");
            expect(Object.keys((await readTable(folder))?.endpoints ?? {})).toEqual(["two"]);
        },
    );

    it("goes with its endpoints where it is a damaged table, whether its forwarder runs or not", async () => {
        for (const isRunning of [true, false]) {
            const [one = 0, two = 0] = await ports(2);
            await put("one", one);
            await put("two", two);
            if (!isRunning) for (const pid of processes()) process.kill(pid, "SIGKILL");
            writeFileSync(join(folder, "table.json"), "{");
            await remove("one");
            await remove("two");
            expect(existsSync(join(root, "forward"))).toBe(false);
            await expectSoon(() => {
                expect(processes()).toEqual([]);
            });
        }
    });

    it("is no obstacle either where it takes no orders: only a forwarder is ended for that", async () => {
        const [port = 0] = await ports(1);
        await put("web", port);
        for (const pid of processes()) process.kill(pid, "SIGKILL");
        rmSync(join(folder, "control"));
        const silent = createServer().listen(join(folder, "control"));
        writeFileSync(join(folder, "pid"), String(bystander.pid));
        await put("web", port);
        silent.close();
        expect(await listens(port)).toBe(true);
        expect(bystander.exitCode).toBeNull();
    });
});

describe("a forwarder that cannot work", () => {
    it("says so when its disk is full, and works when there is room again", async () => {
        const ported = (await ports(2)).map(String);
        const script_ = script(
            `await forwarderAccess.put(folder, "one", order(args[0]));
             const filled = root + "/filled";
             for (let size = 1 << 16; size >= 1; size >>= 1) try { while (true) writeFileSync(filled, Buffer.alloc(size), { flag: "a" }); } catch {}
             const refused = await forwarderAccess.put(folder, "two", order(args[1])).catch(({ message }) => message);
             const { endpoints } = await forwarderAccess.status(folder);
             rmSync(filled);
             await forwarderAccess.put(folder, "two", order(args[1]));
             const after = await forwarderAccess.status(folder);
             await forwarderAccess.remove(root, folder, "one");
             await forwarderAccess.remove(root, folder, "two");
             console.log(JSON.stringify({ refused, during: Object.keys(endpoints), after: Object.keys(after.endpoints) }));`,
            ...ported,
        );
        const mounted = 'mount -t tmpfs -o size=256k tmpfs "$1" && shift && exec "$@"';
        const { stdout } = await run("unshare", [
            "--mount",
            "sh",
            "-c",
            mounted,
            "sh",
            root,
            process.execPath,
            ...script_,
        ]);
        expect(JSON.parse(stdout)).toEqual({
            refused: expect.stringContaining("ENOSPC") as string,
            during: ["one"],
            after: ["one", "two"],
        });
    });

    it("is refused for a path that no socket can have", async () => {
        folder = join(root, "x".repeat(100));
        await expect(put("web", 1)).rejects.toMatchObject({
            stderr: expect.stringContaining("is too long for a Unix socket") as string,
        });
    });

    it("takes no orders of another user", async () => {
        const [port = 0] = await ports(1);
        await put("web", port);
        const asked = run("setpriv", [
            "--reuid=65534",
            "--clear-groups",
            "curl",
            "-sS",
            "--unix-socket",
            join(folder, "control"),
            "http://forwarder/status",
        ]);
        await expect(asked).rejects.toMatchObject({ code: 7 });
    });
});
