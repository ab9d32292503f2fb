import { execFile, type ExecFileException } from "node:child_process";
import { existsSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { AccessFailure } from "../errors";
import { isPath, pathFrom } from "./named-files";

/** Long enough for a login in a browser, which somebody has to notice first. */
const limitMs = 5 * 60_000;
const apiVersions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];
/** The extension of a cluster's entry that is meant for the plugin only. */
const extensionName = "client.authentication.k8s.io/exec";
const shownLines = 20;

type Content = Record<string, unknown>;

/** A kubeconfig's `exec`, whose fields may be invalid. */
interface Exec {
    apiVersion: string;
    command: string;
    args?: (string | number)[] | null;
    env?: { name: string; value?: string | null }[] | null;
    installHint?: unknown;
    provideClusterInfo?: unknown;
    interactiveMode?: unknown;
}

/** The output of a plugin, whose fields may be invalid. */
interface ExecCredential {
    kind?: string;
    apiVersion?: string;
    status?: {
        token?: string;
        clientCertificateData?: string;
        clientKeyData?: string;
        expirationTimestamp?: string;
    } | null;
}

/** The credentials that a plugin returned, as fields of a kubeconfig's user, and when they expire. */
export interface PluginLogin {
    user: { token?: string; "client-certificate-data"?: string; "client-key-data"?: string };
    until: number;
}

export function pluginName(exec: unknown): string {
    return (exec as Partial<Exec> | null)?.command ?? "";
}

/**
 * Runs a kubeconfig's credential plugin as client-go does, without a terminal.
 *
 * @param cluster the entry of its cluster, with the content of the files that it names
 * @param folder the folder for a command with a relative path
 */
export async function askPlugin(exec: unknown, cluster: Content, folder: string): Promise<PluginLogin> {
    const plugin = checked(exec);
    return loginIn(plugin, await run(plugin, cluster, folder));
}

function checked(exec: unknown): Exec {
    const { apiVersion, command, interactiveMode } = (exec ?? {}) as Partial<Exec>;
    if (typeof command !== "string" || command === "") throw unusable("", "exec has no command");
    if (!apiVersions.includes(String(apiVersion))) {
        throw unusable(command, `its apiVersion is ${String(apiVersion)}, and may be ${apiVersions.join(" or ")}`);
    }
    if (interactiveMode === "Always") throw unusable(command, "it wants a terminal (interactiveMode: Always)");
    return exec as Exec;
}

function run(plugin: Exec, cluster: Content, folder: string): Promise<string> {
    const { command, args, env } = plugin;
    const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value ?? ""]));
    const options = {
        env: {
            ...process.env,
            ...own,
            KUBERNETES_EXEC_INFO: JSON.stringify(question(plugin, cluster)),
        },
        timeout: limitMs,
        windowsHide: true,
    };
    const program = isPath(command) ? pathFrom(folder, command) : command;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const child = execFile(program, (args ?? []).map(String), options, (error, stdout, stderr) => {
        if (error) reject(notRun(plugin, program, error, stderr));
        else resolve(stdout);
    });
    // A plugin may end without reading its input.
    child.stdin?.on("error", () => undefined).end();
    return promise;
}

function question({ apiVersion, provideClusterInfo }: Exec, cluster: Content): object {
    const spec = provideClusterInfo === true ? { cluster: told(cluster) } : {};
    return { kind: "ExecCredential", apiVersion, spec: { ...spec, interactive: false } };
}

function told(cluster: Content): Content {
    const { extensions } = cluster;
    const own = (Array.isArray(extensions) ? extensions : []) as ({ name?: unknown; extension?: unknown } | null)[];
    const { extension: config } = own.find((each) => each?.name === extensionName) ?? {};
    const {
        server,
        "tls-server-name": serverName,
        "insecure-skip-tls-verify": isUnverified,
        "certificate-authority-data": authority,
        "proxy-url": proxy,
        "disable-compression": isUncompressed,
    } = cluster;
    return {
        server,
        ...(serverName ? { "tls-server-name": serverName } : {}),
        ...(isUnverified === true ? { "insecure-skip-tls-verify": true } : {}),
        ...(authority ? { "certificate-authority-data": authority } : {}),
        ...(proxy ? { "proxy-url": proxy } : {}),
        ...(isUncompressed === true ? { "disable-compression": true } : {}),
        ...(config === undefined ? {} : { config }),
    };
}

function loginIn(plugin: Exec, answer: string): PluginLogin {
    const { kind, apiVersion, status } = parsed(plugin, answer);
    if (kind !== "ExecCredential") throw useless(plugin, "what it printed is no ExecCredential");
    // kubectl requires the version of `exec`; the fields are the same in both versions.
    if (!apiVersions.includes(String(apiVersion))) {
        throw useless(plugin, `what it printed has the apiVersion ${String(apiVersion)}`);
    }
    const { token, clientCertificateData, clientKeyData, expirationTimestamp } = status ?? {};
    if (!token && !clientCertificateData && !clientKeyData) {
        throw useless(plugin, "it printed neither a token nor a client certificate");
    }
    if (Boolean(clientCertificateData) !== Boolean(clientKeyData)) {
        throw useless(plugin, "of a client certificate and its key it printed one alone");
    }
    const until = expirationTimestamp ? Date.parse(expirationTimestamp) : Infinity;
    const user = {
        ...(token ? { token } : {}),
        ...(clientCertificateData && clientKeyData ? certificateOf(clientCertificateData, clientKeyData) : {}),
    };
    return { user, until: Number.isNaN(until) ? Infinity : until };
}

function certificateOf(certificate: string, key: string) {
    const encoded = (pem: string) => Buffer.from(pem).toString("base64");
    return { "client-certificate-data": encoded(certificate), "client-key-data": encoded(key) };
}

/** Parses a plugin's output. The error does not quote output that is not JSON: it may be a token. */
function parsed(plugin: Exec, answer: string): ExecCredential {
    try {
        return (JSON.parse(answer) ?? {}) as ExecCredential;
    } catch {
        throw useless(plugin, answer.trim() === "" ? "it printed nothing" : "what it printed is not JSON");
    }
}

function notRun(plugin: Exec, program: string, error: ExecFileException, stderr: string): AccessFailure {
    const { command } = plugin;
    const { code } = error as { code?: unknown };
    const name = `The kubeconfig's credential plugin "${command}"`;
    if (code === "ENOENT" && !(isPath(command) && existsSync(program))) {
        const where = isPath(command)
            ? `does not exist: ${program}`
            : "is not installed, or is not in the PATH of pulumi.";
        const next = "install it, so that the shell that runs pulumi finds it; then run pulumi up again";
        return new AccessFailure(`${name} ${where}`, hintOf(plugin), next, error);
    }
    const words = lastLines(stderr);
    const next =
        "try kubectl with the same kubeconfig and do what the plugin says (often a new login); then run pulumi up again";
    return new AccessFailure(`${name} ${howItEnded(error)}`, [...words, ...hintOf(plugin)], next, error);
}

function howItEnded({ code, killed, signal, message }: ExecFileException): string {
    if (killed && signal) return `did not answer within ${limitMs / 1_000} s.`;
    if (signal) return `was ended by ${signal}.`;
    return typeof code === "number" ? `failed with exit code ${code}.` : `cannot be run: ${message}`;
}

function hintOf({ installHint }: Exec): string[] {
    return typeof installHint === "string" ? lastLines(installHint) : [];
}

function lastLines(text: string): string[] {
    return stripVTControlCharacters(text)
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .slice(-shownLines);
}

function useless({ command }: Exec, why: string): AccessFailure {
    return unusable(command, why, "update the plugin, or correct the kubeconfig; then run pulumi up again");
}

function unusable(command: string, why: string, next = "correct exec in the kubeconfig; then run pulumi up again") {
    return new AccessFailure(`The kubeconfig's credential plugin "${command}" cannot be used.`, [why], next);
}
