import { connect } from "node:net";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";
import { writePrivateFile } from "../../kubeconfig/files";
import { parseJson } from "../../parse-json";

/** Where a dashboard takes telemetry (OTLP over gRPC), and the key that it wants with it. */
export interface Telemetry {
    /** For processes of this machine. */
    url: string;
    key: string;
}

const lookMs = 1_000;

/** Readable by this user alone. */
function notePath(): string {
    return join(userFolder(), "dashboard", "telemetry.json");
}

/** Writes down where telemetry goes while a dashboard runs, for `env` and `run`. */
export async function noteTelemetry(telemetry: Telemetry): Promise<void> {
    await writePrivateFile(notePath(), JSON.stringify(telemetry));
}

/** Another dashboard may have written its own since. */
export async function forgetTelemetry({ key }: Telemetry): Promise<void> {
    if ((await notedTelemetry())?.key === key) await rm(notePath(), { force: true });
}

/** The environment of a process whose telemetry goes to the dashboard that runs; nothing where none does. */
export async function telemetryEnvironment(): Promise<Record<string, string>> {
    // Who sends it elsewhere goes on doing so.
    if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) return {};
    const noted = await notedTelemetry();
    // One that was killed leaves its note.
    return noted && (await takesConnections(noted.url)) ? telemetryVariables(noted) : {};
}

/** As OpenTelemetry's SDKs read them. */
export function telemetryVariables({ url, key }: Telemetry): Record<string, string> {
    return {
        OTEL_EXPORTER_OTLP_ENDPOINT: url,
        OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
        OTEL_EXPORTER_OTLP_HEADERS: `x-otlp-api-key=${key}`,
    };
}

async function notedTelemetry(): Promise<Telemetry | undefined> {
    try {
        const noted = parseJson(await readFile(notePath(), "utf8"), notePath()) as Partial<Telemetry>;
        return typeof noted.url === "string" && typeof noted.key === "string" ? (noted as Telemetry) : undefined;
    } catch {
        return undefined;
    }
}

function takesConnections(url: string): Promise<boolean> {
    const { hostname, port } = new URL(url);
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const socket = connect({ host: hostname, port: Number(port), timeout: lookMs });
    for (const event of ["error", "timeout"]) socket.once(event, () => resolve(false));
    socket.once("connect", () => resolve(true));
    return promise.finally(() => socket.destroy());
}
