import * as pulumi from "@pulumi/pulumi";
import { noteProgress } from "../stack/update-notes";

/** Shows what an operation waits for. The engine starts the dynamic provider with its own address as first argument. */
export function engineProgress(message: string, severity?: "warning"): void {
    const engine = process.argv[2];
    if (!engine?.includes(":")) return;
    if (!pulumi.runtime.hasEngine()) {
        pulumi.runtime.resetOptions(pulumi.getProject(), pulumi.getStack(), -1, engine, "", false, "");
    }
    if (severity === "warning") pulumi.log.warn(message).catch(() => undefined);
    else showProgress(message);
}

/**
 * Shows progress from a program, or a process that already knows the engine. On a display that cannot replace messages
 * (`CI`, or `PULUMI_K3S_PROGRESS=lines`) each message is a line of its own.
 */
export function showProgress(message: string, resource?: pulumi.Resource): void {
    noteProgress(message);
    const lines = Boolean(process.env.CI) || process.env.PULUMI_K3S_PROGRESS === "lines";
    // An error while showing progress is ignored.
    pulumi.log.info(message, resource, undefined, !lines).catch(() => undefined);
}
