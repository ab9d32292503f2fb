import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Selection } from "../config/kubeconfig";
import type { JsonObject } from "../json";
import type { ReleaseInputs } from "./release-inputs";
import { run } from "./run";

export class HelmError extends Error {}

/** The real Helm. Credentials reach it in files of a folder that only its owner can read, and that is gone afterwards. */
export class HelmCli {
    constructor(
        private readonly kubeconfig: JsonObject,
        private readonly selection: Selection,
    ) {}

    /** The output of Helm, told how to reach the cluster. */
    onCluster(args: string[], input = ""): Promise<string> {
        return withFolder(async (folder) => {
            const path = join(folder, "kubeconfig");
            await writeFile(path, stringify(this.selected()), { mode: 0o600 });
            return helm(args, { KUBECONFIG: path }, input);
        });
    }

    /** The output of a call that needs no cluster. */
    offline(args: string[], input = ""): Promise<string> {
        return helm(args, { KUBECONFIG: "/dev/null" }, input);
    }

    private selected(): JsonObject {
        const current = this.selection.context || this.kubeconfig["current-context"];
        return { apiVersion: "v1", kind: "Config", ...this.kubeconfig, "current-context": current ?? "" };
    }
}

/** A chart and where it is found, as Helm's arguments. */
export function chartArguments(release: ReleaseInputs): string[] {
    const { chart, version, devel, verify, keyring, repositoryOpts: repository } = release;
    if (repository?.username || repository?.password) {
        throw new HelmError("a chart repository with a user name and password is not part of this stand-in");
    }
    const isUrl = /^[a-z][a-z0-9+.-]*:\/\/|^\//i.test(repository?.repo ?? "");
    const oci = chart.startsWith("oci://");
    const named = repository?.repo && !isUrl && !oci && !chart.includes("/");
    return [
        named ? `${repository.repo}/${chart}` : chart.trim(),
        ...(version ? ["--version", version.trim()] : devel ? ["--version", ">0.0.0-0"] : []),
        ...(repository?.repo && isUrl && !oci ? ["--repo", repository.repo] : []),
        ...(repository?.caFile ? ["--ca-file", repository.caFile] : []),
        ...(repository?.certFile ? ["--cert-file", repository.certFile] : []),
        ...(repository?.keyFile ? ["--key-file", repository.keyFile] : []),
        ...(verify ? ["--verify", "--keyring", keyring] : []),
    ];
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
