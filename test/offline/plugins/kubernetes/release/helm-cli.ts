import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Selection } from "../config/kubeconfig";
import type { JsonObject } from "../json";
import type { ReleaseInputs } from "./release-inputs";
import { run } from "./run";

type RepositoryOptions = ReleaseInputs["repositoryOpts"];

/** What a repository with a password is called while Helm runs. */
const privateName = "private";

export class HelmError extends Error {}

/** The real Helm. Credentials reach it in files of a folder that only its owner can read, and that is gone afterwards. */
export class HelmCli {
    constructor(
        private readonly kubeconfig: JsonObject,
        private readonly selection: Selection,
    ) {}

    /** The output of Helm, told how to reach the cluster. */
    onCluster(args: string[], input = "", repository?: RepositoryOptions): Promise<string> {
        return withFolder(async (folder) => {
            const path = join(folder, "kubeconfig");
            await writeFile(path, stringify(this.selected()), { mode: 0o600 });
            return helm(args, { KUBECONFIG: path, ...(await loggedIn(folder, repository)) }, input);
        });
    }

    /** The output of a call that needs no cluster. */
    offline(args: string[], input = "", repository?: RepositoryOptions): Promise<string> {
        return withFolder(async (folder) =>
            helm(args, { KUBECONFIG: "/dev/null", ...(await loggedIn(folder, repository)) }, input),
        );
    }

    private selected(): JsonObject {
        const current = this.selection.context || this.kubeconfig["current-context"];
        return { apiVersion: "v1", kind: "Config", ...this.kubeconfig, "current-context": current ?? "" };
    }
}

/** A chart and where it is found, as Helm's arguments. */
export function chartArguments(release: ReleaseInputs): string[] {
    const { chart, version, devel, verify, keyring, repositoryOpts: repository } = release;
    const isUrl = /^[a-z][a-z0-9+.-]*:\/\/|^\//i.test(repository?.repo ?? "");
    const oci = chart.startsWith("oci://");
    const named = repository?.repo && !isUrl && !oci && !chart.includes("/");
    return [
        named ? `${repository.repo}/${chart}` : hasLogin(repository) ? `${privateName}/${chart}` : chart.trim(),
        ...(version ? ["--version", version.trim()] : devel ? ["--version", ">0.0.0-0"] : []),
        ...(repository?.repo && isUrl && !oci && !hasLogin(repository) ? ["--repo", repository.repo] : []),
        ...(repository?.caFile ? ["--ca-file", repository.caFile] : []),
        ...(repository?.certFile ? ["--cert-file", repository.certFile] : []),
        ...(repository?.keyFile ? ["--key-file", repository.keyFile] : []),
        ...(verify ? ["--verify", "--keyring", keyring] : []),
    ];
}

function hasLogin(repository: RepositoryOptions): boolean {
    return [repository?.username, repository?.password].some(Boolean);
}

/** The environment for a repository with a password: the command line takes one only as an argument, or from a file. */
async function loggedIn(folder: string, repository: RepositoryOptions): Promise<NodeJS.ProcessEnv> {
    if (!repository || !hasLogin(repository)) {
        return {};
    }
    const { repo, username, password, caFile, certFile, keyFile } = repository;
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
