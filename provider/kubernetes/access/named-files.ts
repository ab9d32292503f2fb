import { readFileSync } from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import { yamlOf } from "../../../shared/kubeconfig/yaml-text";
import { kinds } from "../../../shared/kubeconfig/entries";
import { type Kubeconfig, readKubeconfig } from "../../../shared/kubeconfig/read-kubeconfig";
import { type CurrentEntry } from "./current-entry";
import { AccessFailure } from "../errors";

type Content = Record<string, unknown>;

/** The fields that name a file, and the fields that contain the same data in the kubeconfig. */
const inCluster = { "certificate-authority": "certificate-authority-data" };
const inUser = { "client-certificate": "client-certificate-data", "client-key": "client-key-data" };
/** The fields that do not affect a connection. */
const withoutMeaning = ["extensions", "disable-compression"];

/**
 * Puts the content of the files that a kubeconfig names into it. As in kubectl, data in the kubeconfig takes
 * precedence.
 */
export function withFiles({ cluster, user }: CurrentEntry, folder: string): { cluster: Content; user: Content } {
    const { tokenFile, ...rest } = filled(user, inUser, folder);
    const token = typeof tokenFile === "string" ? tokenIn(tokenFile, rest.token, folder) : rest.token;
    const whole = { ...rest, ...(token === undefined ? {} : { token }) };
    refuseHalf(whole);
    return { cluster: filled(cluster, inCluster, folder), user: whole };
}

const mayNameFiles = /\b(?:certificate-authority|client-certificate|client-key|tokenFile|command)["']?\s*:/;

/** Returns the kubeconfig for a process in another folder, with absolute paths in place of relative ones. */
export function withAbsolutePaths(kubeconfig: string, folder = process.cwd()): string {
    if (!mayNameFiles.test(kubeconfig)) return kubeconfig;
    const file = readKubeconfig(kubeconfig);
    const changed: string[] = [];
    const anchor = (content: Content, field: string) => {
        const path = content[field];
        if (typeof path !== "string" || path === "" || isAbsolute(path)) return;
        content[field] = join(folder, path);
        changed.push(field);
    };
    for (const cluster of contentsIn(file, "clusters")) anchor(cluster, "certificate-authority");
    for (const user of contentsIn(file, "users")) {
        for (const field of ["client-certificate", "client-key", "tokenFile"]) anchor(user, field);
        const exec = user.exec as Content | null | undefined;
        if (exec && isPath(exec.command)) anchor(exec, "command");
    }
    return changed.length > 0 ? yamlOf(file) : kubeconfig;
}

function contentsIn(file: Kubeconfig, list: "clusters" | "users"): Content[] {
    const items = (file[list] ?? []) as (Content | null)[];
    const contents = items.map((item) => item?.[kinds[list]] as Content | null | undefined);
    return contents.filter((content) => content !== null && content !== undefined);
}

/** Reports whether a command is a path: it has a separator in it. Any other command is looked up in `PATH`. */
export function isPath(command: unknown): boolean {
    return typeof command === "string" && (command.includes("/") || command.includes(sep));
}

export function pathFrom(folder: string, path: string): string {
    return isAbsolute(path) ? path : join(folder, path);
}

function filled(content: Content, fields: Record<string, string>, folder: string): Content {
    const own = Object.entries(content).filter(
        ([field, value]) => value !== null && value !== "" && !withoutMeaning.includes(field),
    );
    const result = Object.fromEntries(own);
    for (const [field, inside] of Object.entries(fields)) {
        const { [field]: path } = result;
        // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the fields are constants
        delete result[field];
        if (typeof path === "string" && result[inside] === undefined) {
            result[inside] = read(field, path, folder).toString("base64");
        }
    }
    return result;
}

/**
 * Returns the token in a file, which is newer than the one in the kubeconfig. That one is used only when the file
 * cannot be read.
 */
function tokenIn(path: string, token: unknown, folder: string): unknown {
    try {
        return read("tokenFile", path, folder).toString("utf8").trim();
    } catch (error) {
        if (token === undefined) throw error;
        return token;
    }
}

function read(field: string, path: string, folder: string): Buffer {
    const file = pathFrom(folder, path);
    try {
        return readFileSync(file);
    } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        const isMissing = code === "ENOENT";
        throw new AccessFailure(
            `The kubeconfig names a file as its ${field} that ${isMissing ? "does not exist" : "cannot be read"}: ${file}`,
            isMissing ? [] : [message],
            `${isAbsolute(path) ? "" : `${path} is taken from ${folder}; `}correct the path, or put the files into the kubeconfig (kubectl config view --raw --minify --flatten); then run pulumi up again`,
            error,
        );
    }
}

function refuseHalf(user: Content): void {
    const [certificate, key] = [user["client-certificate-data"], user["client-key-data"]];
    if ((certificate === undefined) === (key === undefined)) return;
    throw new AccessFailure(
        `The kubeconfig's user has a client ${certificate === undefined ? "key without a certificate" : "certificate without a key"}.`,
        [],
        "add client-certificate and client-key, or their -data, both; then run pulumi up again",
    );
}
