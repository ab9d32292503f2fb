import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Selection } from "../config/kubeconfig";
import type { JsonObject } from "../json";
import { type ChartSource, hasLogin, isInRegistry, privateName } from "./chart-source";
import { run } from "./run";

export class HelmError extends Error {}

/** The real Helm. Credentials reach it in files of a folder that only its owner can read, and that is gone afterwards. */
export class HelmCli {
    constructor(
        private readonly kubeconfig: JsonObject,
        private readonly selection: Selection,
    ) {}

    /** The output of Helm, told how to reach the cluster. */
    onCluster(args: string[], input = "", source?: ChartSource): Promise<string> {
        return withFolder(async (folder) => {
            const path = join(folder, "kubeconfig");
            await writeFile(path, stringify(this.selected()), { mode: 0o600 });
            return helm(args, { KUBECONFIG: path, ...(await loggedIn(folder, source)) }, input);
        });
    }

    /** The output of a call that needs no cluster. */
    offline(args: string[], input = "", source?: ChartSource): Promise<string> {
        return withFolder(async (folder) =>
            helm(args, { KUBECONFIG: "/dev/null", ...(await loggedIn(folder, source)) }, input),
        );
    }

    private selected(): JsonObject {
        const current = this.selection.context || this.kubeconfig["current-context"];
        return { apiVersion: "v1", kind: "Config", ...this.kubeconfig, "current-context": current ?? "" };
    }
}

/** The environment for a chart behind a password: the command line takes one only as an argument, or from a file. */
async function loggedIn(folder: string, source?: ChartSource): Promise<NodeJS.ProcessEnv> {
    if (!source?.repositoryOpts || !hasLogin(source)) {
        return {};
    }
    return isInRegistry(source)
        ? registryLogin(folder, new URL(source.chart.trim()).host, source.repositoryOpts)
        : repositoryLogin(folder, source.repositoryOpts);
}

type Access = NonNullable<ChartSource["repositoryOpts"]>;

async function registryLogin(folder: string, host: string, { username, password }: Access): Promise<NodeJS.ProcessEnv> {
    const config = join(folder, "registries.json");
    const auth = Buffer.from(`${username}:${password}`).toString("base64");
    await writeFile(config, JSON.stringify({ auths: { [host]: { auth } } }), { mode: 0o600 });
    return { HELM_REGISTRY_CONFIG: config };
}

async function repositoryLogin(folder: string, access: Access): Promise<NodeJS.ProcessEnv> {
    const { repo, username, password, caFile, certFile, keyFile } = access;
    const entry = { name: privateName, url: repo, username, password, caFile, certFile, keyFile };
    const config = join(folder, "repositories.yaml");
    await writeFile(config, stringify({ apiVersion: "", repositories: [entry] }), { mode: 0o600 });
    const environment = { HELM_REPOSITORY_CONFIG: config, HELM_REPOSITORY_CACHE: join(folder, "cache") };
    await helm(["repo", "update", privateName, "--fail-on-repo-update-fail"], environment, "");
    return environment;
}

async function helm(args: string[], env: NodeJS.ProcessEnv, input: string): Promise<string> {
    const { exitCode, stdout, stderr } = await run(process.env.HELM_BINARY ?? "helm", args, { env, input });
    if (exitCode !== 0) {
        throw new HelmError(reasonIn(stderr));
    }
    return stdout;
}

/** The library's own message, without what the command line puts before it. */
function reasonIn(stderr: string): string {
    const error = stderr.slice(Math.max(0, stderr.lastIndexOf("Error: "))).trim();
    return error.replace(/^Error: /, "").replace(/^(INSTALLATION|UPGRADE) FAILED: /, "");
}

async function withFolder<Value>(use: (folder: string) => Promise<Value>): Promise<Value> {
    const folder = await mkdtemp(join(tmpdir(), "helm-"));
    try {
        return await use(folder);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
