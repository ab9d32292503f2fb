import { connect } from "node:net";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { userFolder } from "../../../shared/user-folder";
import { writePrivateFile } from "../../kubeconfig/files";
import { parseJson } from "../../parse-json";

/** The address at which a dashboard receives telemetry (OTLP over gRPC), and the key for it. */
export interface Telemetry {
    /** The URL for processes on this machine. */
    url: string;
    key: string;
}

const lookMs = 1_000;

/** The path of the note on the running dashboard. Only this user can read the file. */
function notePath(): string {
    return join(userFolder(), "dashboard", "telemetry.json");
}

/** Notes where to send telemetry while a dashboard runs, for the commands `env` and `run`. */
export async function noteTelemetry(telemetry: Telemetry): Promise<void> {
    await writePrivateFile(notePath(), JSON.stringify(telemetry));
}

/** Deletes the note, unless another dashboard has written its own since. */
export async function forgetTelemetry({ key }: Telemetry): Promise<void> {
    if ((await notedTelemetry())?.key === key) await rm(notePath(), { force: true });
}

/** The environment of a process that sends its telemetry to the running dashboard. Empty if none runs. */
export async function telemetryEnvironment(): Promise<Record<string, string>> {
    // A user who sends telemetry elsewhere continues to do so.
    if (process.env.OTEL_EXPORTER_OTLP_ENDPOINT) return {};
    const noted = await notedTelemetry();
    // A dashboard that was killed leaves its note.
    return noted && (await takesConnections(noted.url)) ? telemetryVariables(noted) : {};
}

/** The variables that OpenTelemetry's SDKs read. */
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
