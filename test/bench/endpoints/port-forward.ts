import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Address } from "../../e2e/support/endpoint/connection";

/** A `kubectl port-forward` to the contract server's Service. */
export class PortForward {
    private constructor(
        private readonly process: ChildProcess,
        readonly address: Address,
    ) {}

    static async start(kubeconfig: string): Promise<PortForward> {
        const args = ["--kubeconfig", kubeconfig, "port-forward", "service/contract", ":7000"];
        const child = spawn("kubectl", args, { stdio: ["ignore", "pipe", "inherit"] });
        for await (const line of createInterface(child.stdout)) {
            const port = /^Forwarding from 127\.0\.0\.1:(\d+)/.exec(line)?.[1];
            if (port === undefined) continue;
            // kubectl writes a line for each connection, and blocks if nobody reads them.
            child.stdout.resume();
            return new PortForward(child, { host: "127.0.0.1", port: Number(port) });
        }
        throw new Error("kubectl port-forward ended before it listened");
    }

    get pid(): number {
        return this.process.pid ?? 0;
    }

    async stop(): Promise<void> {
        if (this.process.exitCode !== null) return;
        const ended = once(this.process, "exit");
        this.process.kill("SIGKILL");
        await ended;
    }
}
