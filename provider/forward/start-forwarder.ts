import { spawn } from "node:child_process";
import { mkdir, open } from "node:fs/promises";
import { parse } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import { ControlClient, NoForwarder, SilentForwarder } from "./control-client";
import { endForwarder } from "./end-forwarder";
import { forwarderCommand } from "./forwarder-command";
import { logTail } from "./log";
import { controlPath, logPath } from "../../shared/forwarder-paths";
import { packageVersion } from "../package-version";

const startMs = 20_000;
const pollMs = 25;
const longestSocketPath = 103;

const starting = new Map<string, Promise<ControlClient>>();

/**
 * Returns a client for the forwarder of a folder. Starts the forwarder when none runs, and restarts one of another
 * version or one that hangs.
 */
export function runningForwarder(folder: string): Promise<ControlClient> {
    const known = starting.get(folder);
    if (known) return known;
    const started = start(folder).finally(() => starting.delete(folder));
    starting.set(folder, started);
    return started;
}

async function start(folder: string): Promise<ControlClient> {
    const client = new ControlClient(folder);
    try {
        const { version } = await client.status();
        if (version === packageVersion) return client;
        await client.stop();
    } catch (error) {
        if (error instanceof SilentForwarder) await endForwarder(folder);
        else if (!(error instanceof NoForwarder)) throw error;
    }
    await launch(folder, client);
    return client;
}

async function launch(folder: string, client: ControlClient): Promise<void> {
    checkLength(controlPath(folder));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const log = await open(logPath(folder), "a", 0o600);
    try {
        // The forwarder gets a session of its own and none of our pipes: Pulumi waits until its plugins' pipes are
        // closed, and ends their process group.
        const { args, env } = forwarderCommand(folder);
        const child = spawn(process.execPath, args, {
            cwd: parse(folder).root,
            detached: true,
            env: { ...environment(), ...env },
            stdio: ["ignore", log.fd, log.fd],
            windowsHide: true,
        });
        child.unref();
        let ended: string | undefined;
        child.once("error", ({ message }) => (ended = message));
        child.once("exit", (code, signal) => (ended = code === null ? `signal ${signal ?? ""}` : `exit code ${code}`));
        const deadline = Date.now() + startMs;
        while (!(await answers(client))) {
            if (ended !== undefined) throw notStarted(folder, `it ended with ${ended}`);
            if (Date.now() > deadline) throw notStarted(folder, `it did not answer for ${startMs / 1_000} s`);
            await delay(pollMs);
        }
    } finally {
        await log.close();
    }
}

async function answers(client: ControlClient): Promise<boolean> {
    try {
        return (await client.status()).version === packageVersion;
    } catch (error) {
        if (error instanceof NoForwarder || error instanceof SilentForwarder) return false;
        throw error;
    }
}

/** Returns the environment without Pulumi's own secrets, but with everything that a credential plugin may need. */
function environment(): NodeJS.ProcessEnv {
    const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("PULUMI_") && name !== "NODE_OPTIONS");
    return Object.fromEntries(kept);
}

function checkLength(path: string): void {
    if (process.platform === "win32" || Buffer.byteLength(path) <= longestSocketPath) return;
    throw new Failure(`The path ${path} is too long for a Unix socket.`, {
        why: `it has ${Buffer.byteLength(path)} bytes, and may have ${longestSocketPath}`,
        next: "set PULUMI_K3S_HOME to a folder with a shorter path",
    });
}

function notStarted(folder: string, why: string): Failure {
    return new Failure("The forwarder, the process behind the endpoints, did not start.", {
        why: [why, ...logTail(folder, 10)],
        next: `look at ${logPath(folder)}, then run pulumi up again`,
    });
}
