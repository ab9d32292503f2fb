import { cpus, loadavg, release, totalmem } from "node:os";
import { command } from "./command";

/** Describes the machine on which the figures are measured. */
export async function describeMachine(): Promise<string> {
    const [first, ...others] = cpus();
    const memory = Math.round(totalmem() / 1024 ** 3);
    const docker = (await command("docker", ["version", "--format", "{{.Server.Version}}"])).trim();
    const pulumi = (await command("pulumi", ["version"])).trim();
    return [
        `${others.length + 1} × ${first?.model.trim() ?? "unknown processor"}`,
        `${memory} GB`,
        `Linux ${release()}`,
        `Docker ${docker}`,
        `Pulumi ${pulumi}`,
        `Node.js ${process.version}`,
    ].join(", ");
}

/** Describes how busy the machine is otherwise. */
export function describeLoad(): string {
    return `load ${loadavg()
        .map((value) => value.toFixed(1))
        .join(" ")}`;
}
