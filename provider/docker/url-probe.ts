import { setTimeout as delay } from "node:timers/promises";
import type Docker from "dockerode";
import { execute } from "./execute";

/** Asks for a URL as a node does. */
export interface UrlProbe {
    /** Undefined once it answered with success; else what the last attempt met when the time was up. */
    reach(node: string, url: string, timeoutSeconds: number): Promise<string | undefined>;
}

const intervalMs = 200;

export class DockerUrlProbe implements UrlProbe {
    constructor(private readonly connect: () => Promise<Docker>) {}

    async reach(node: string, url: string, timeoutSeconds: number): Promise<string | undefined> {
        const docker = await this.connect();
        const deadline = Date.now() + timeoutSeconds * 1_000;
        for (;;) {
            const problem = await attempt(docker, node, url);
            if (problem === undefined || Date.now() > deadline) return problem;
            await delay(intervalMs);
        }
    }
}

async function attempt(docker: Docker, node: string, url: string): Promise<string | undefined> {
    try {
        const { exitCode, output } = await execute(docker, node, ["wget", "-q", "-T", "2", "-O", "/dev/null", url]);
        return exitCode === 0 ? undefined : output || `wget ended with exit code ${exitCode}`;
    } catch (error) {
        return (error as Error).message;
    }
}
