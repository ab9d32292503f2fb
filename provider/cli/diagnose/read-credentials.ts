import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type Docker from "dockerode";
import { readContainerFile } from "../../docker/containers/archive";
import {
    agentTokenPath,
    keptTokenPaths,
    passwordPath,
    registriesPath,
    registryConfigPath,
    tokenPath,
} from "../../../shared/node-files";
import { forwarderFolder } from "../../../shared/forwarder-paths";
import { tablePath } from "../../forward/table";
import { type Answer, answerTo } from "./answer";
import { environmentOf, type LoggedContainer } from "./containers";
import { firstLine } from "./markdown";
import { environmentSecrets, secretsIn, tokenSecrets } from "../../redaction/credentials";

/** The values that a report about a cluster must not have. */
export interface Credentials {
    values: string[];
    /** What could not be read, so that its values are known by their form at best. */
    unread: string[];
}

/** In nodes and registries: tokens and passwords, and files that hold such. */
const containerFiles: { path: string; secrets: (text: string) => string[] }[] = [
    ...[tokenPath, agentTokenPath, passwordPath, ...keptTokenPaths].map((path) => ({ path, secrets: tokenSecrets })),
    ...[registriesPath, registryConfigPath].map((path) => ({ path, secrets: secretsIn })),
];

/** Reads a cluster's own credentials, from this machine and from its containers, running or not. */
export async function readCredentials(
    folder: string,
    cluster: string,
    docker: Docker | undefined,
    containers: Answer<Pick<LoggedContainer, "name" | "role">[]>,
): Promise<Credentials> {
    const files = [
        join(folder, cluster, "kubeconfig.yaml"),
        join(folder, cluster, "container-kubeconfig.yaml"),
        tablePath(forwarderFolder(folder, cluster)),
    ];
    const found = containers.value ?? [];
    const holders = found.filter(({ role }) => role !== "relay").map(({ name }) => name);
    const environments = (client: Docker) =>
        found.map(({ name }) => ({
            what: `the environment of ${name}`,
            read: async () => environmentSecrets(await environmentOf(client, name)),
        }));
    const sources = [
        ...files.map((path) => ({ what: path, read: () => secretsOfFile(path) })),
        ...(docker ? [...holders.flatMap((name) => sourcesIn(docker, name)), ...environments(docker)] : []),
    ];
    const answers = await Promise.all(sources.map(async ({ what, read }) => ({ what, ...(await answerTo(read)) })));
    const unknown = containers.problem === undefined ? [] : [`those in containers: ${firstLine(containers.problem)}`];
    return {
        values: answers.flatMap(({ value = [] }) => value),
        unread: [
            ...answers.flatMap(({ what, problem }) => (problem === undefined ? [] : `${what}: ${problem}`)),
            ...unknown,
        ],
    };
}

async function secretsOfFile(path: string): Promise<string[]> {
    try {
        return secretsIn(await readFile(path, "utf8"));
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
        throw error;
    }
}

/** Each for itself: of what could be read, nothing is to be lost. */
function sourcesIn(docker: Docker, name: string) {
    const container = docker.getContainer(name);
    return containerFiles.map(({ path, secrets }) => ({
        what: `${name}:${path}`,
        read: async () => secrets((await readContainerFile(container, path)) ?? ""),
    }));
}
