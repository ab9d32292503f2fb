import { ForwarderProcess } from "./forwarder-process";
import { Log } from "./log";
import { logPath } from "../../shared/forwarder-paths";

/** Runs the forwarder of the folder in the first argument, in a process of its own; see `start-forwarder.ts`. */
async function main(folder: string): Promise<void> {
    const forwarder = new ForwarderProcess(folder, new Log(logPath(folder)));
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => forwarder.stop());
    process.on("SIGHUP", () => undefined);
    await forwarder.run();
    process.exit(0);
}

void main(process.argv[2] ?? "");
