import { open, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../failure";
import { cannotReplace } from "./overwrite";

const pollIntervalMs = 20;

/**
 * Runs while no other program that respects the lock changes the file. It is the lock of kubectl, kind and other tools
 * that use client-go: a file beside the kubeconfig that only one process can create. In a folder where the lock cannot
 * be created, it runs without: kubectl does not change such a file.
 */
export async function whileLocked<T>(file: string, seconds: number, run: () => Promise<T>): Promise<T> {
    const lock = `${file}.lock`;
    const deadline = Date.now() + seconds * 1_000;
    // Polls, because a watch takes an inotify instance, which nodes use up, and sees nothing on network file systems.
    let state = await lockState(lock);
    while (state === "taken") {
        if (Date.now() >= deadline) throw stays(file, lock, seconds);
        await delay(pollIntervalMs);
        state = await lockState(lock);
    }
    try {
        return await run();
    } finally {
        if (state === "ours") await rm(lock, { force: true });
    }
}

async function lockState(lock: string): Promise<"ours" | "taken" | "impossible"> {
    try {
        await (await open(lock, "wx", 0o600)).close();
        return "ours";
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === "EEXIST") return "taken";
        if (cannotReplace(error)) return "impossible";
        throw error;
    }
}

function stays(file: string, lock: string, seconds: number): Failure {
    return new Failure(`The kubeconfig ${file} could not be changed: its lock ${lock} was there for ${seconds} s.`, {
        why: "another process has held it for that long, or was killed while it changed the file",
        next: "if no kubectl, kind or similar tool is running, remove the lock, then run pulumi again",
    });
}
