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
import { tablePath } from "../../forward/endpoint-table";
import { type Answer, answerTo } from "./answer";
import { environmentOf, type LoggedContainer } from "./containers";
import { firstLine } from "./markdown";
import { environmentSecrets, secretsIn, tokenSecrets } from "../../redaction/credentials";

/** The secret values that a report on a cluster must not contain. */
export interface Credentials {
    values: string[];
    /** The sources that could not be read, whose values can be recognised by their form at best. */
    unread: string[];
}

/** The files in nodes and registries that are, or contain, tokens and passwords. */
const containerFiles: { path: string; secrets: (text: string) => string[] }[] = [
    ...[tokenPath, agentTokenPath, passwordPath, ...keptTokenPaths].map((path) => ({ path, secrets: tokenSecrets })),
    ...[registriesPath, registryConfigPath].map((path) => ({ path, secrets: secretsIn })),
];

/** Reads a cluster's credentials from this machine and from the cluster's containers, running or not. */
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

/** Returns the sources in a container, one for each file: one that cannot be read does not affect the others. */
function sourcesIn(docker: Docker, name: string) {
    const container = docker.getContainer(name);
    return containerFiles.map(({ path, secrets }) => ({
        what: `${name}:${path}`,
        read: async () => secrets((await readContainerFile(container, path)) ?? ""),
    }));
}
