// Stands for: a provider's connection back to the engine (log lines; ending when the engine is gone).
import * as grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

const severities = {
    debug: LogSeverity.DEBUG,
    info: LogSeverity.INFO,
    warning: LogSeverity.WARNING,
    error: LogSeverity.ERROR,
};
export type Severity = keyof typeof severities;

const reconnectMilliseconds = 15_000;
let engine: EngineClient | undefined;

/** Shows a line at the resource, or for the whole update without one. Ephemeral lines only replace the status column. */
export async function log(severity: Severity, message: string, urn = "", ephemeral = false): Promise<void> {
    const client = engine;
    if (!client) {
        console.error(`${severity}: ${message}`);
        return;
    }
    const request = new LogRequest();
    request.setSeverity(severities[severity]);
    request.setMessage(message);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    await new Promise<void>((resolve) => {
        // A line that cannot be delivered is no reason to fail the operation that wrote it.
        client.log(request, () => {
            resolve();
        });
    });
}

/** Connects to the engine; the process ends when the engine does, however it ended. */
export function connectEngine(address: string, options: grpc.ChannelOptions): void {
    const client = new EngineClient(address, grpc.credentials.createInsecure(), options);
    engine = client;
    endWithEngine(client);
}

function endWithEngine(client: EngineClient): void {
    client.waitForReady(Date.now() + reconnectMilliseconds, (error) => {
        if (error) {
            process.exit(0);
        }
        client.getChannel().watchConnectivityState(grpc.connectivityState.READY, Infinity, () => {
            endWithEngine(client);
        });
    });
}
