import {
    type CheckResult,
    type DiffResult,
    InitializationError,
    type Plugin,
    type PropertyMap,
} from "../../host/plugin";
import { log } from "../../host/engine";
import type { ClusterApi } from "../api/cluster-api";
import type { Cluster } from "../cluster";
import type { Selection } from "../config/kubeconfig";
import { containsUnknown, type JsonObject, textAt } from "../json";
import { nameOf } from "../objects/type-token";
import { assertInstallable, loadChart } from "./chart";
import { chartArguments } from "./chart-source";
import { installArguments, uninstallArguments, upgradeArguments } from "./helm-arguments";
import { HelmCli, HelmError } from "./helm-cli";
import { decodeRelease, keepUnknowns, type ReleaseInputs, withDefaults } from "./release-inputs";
import { diffRelease } from "./release-diff";
import { outputsOf, previewState, releaseState } from "./release-state";
import { revisionOf, storedRelease } from "./stored-release";

type Request<Method extends "check" | "diff" | "create" | "read" | "update" | "delete"> = Parameters<Plugin[Method]>[0];

const nameInUse = "cannot re-use a name that is still in use";

/** `kubernetes:helm.sh/v3:Release` over the real Helm. */
export class ReleaseResource {
    private readonly helm: HelmCli;

    constructor(
        private readonly cluster: Cluster,
        selection: Selection,
    ) {
        this.helm = new HelmCli(cluster.kubeconfig, selection);
    }

    async check({ urn, olds, news }: Request<"check">): Promise<CheckResult> {
        const complete = withDefaults(news, olds, nameOf(urn), this.cluster.defaultNamespace);
        const release = decodeRelease(complete);
        const failures: { property: string; reason: string }[] = [];
        if (!containsUnknown(complete)) {
            try {
                release.version = textAt(await loadChart(this.helm, release), "version");
            } catch (error) {
                const reason = `${(error as Error).message}; check the chart name and repository configuration.`;
                failures.push({ property: "chart", reason });
            }
        }
        return { inputs: keepUnknowns(release, complete), failures };
    }

    diff({ state, oldInputs, inputs, ignoreChanges }: Request<"diff">): Promise<DiffResult> {
        const outputs = outputsOf(state);
        const news = ignoreChanges.includes("version") ? { ...inputs, version: outputs.version ?? "" } : inputs;
        return Promise.resolve(diffRelease(outputs, oldInputs, news));
    }

    async create({ urn, inputs, preview }: Request<"create">): Promise<{ id: string; state: PropertyMap }> {
        if (preview) {
            return { id: "", state: previewState(inputs) };
        }
        const api = this.reachableApi("create");
        const release = decodeRelease(inputs);
        const id = `${release.namespace}/${release.name}`;
        assertInstallable(await loadChart(this.helm, release));
        try {
            await this.helm.onCluster(installArguments(release), JSON.stringify(release.values), release);
        } catch (error) {
            const stored = await this.leftBehind(api, release, error);
            const what = `Helm release "${id}" was created, but failed to initialize completely. Use Helm CLI to investigate: ${unavailable(id, error)}`;
            await log(
                "warning",
                `Helm release "${release.name}" was created but has a failed status. Use the \`helm\` command to investigate the error, correct it, then retry. Reason: ${(error as Error).message}`,
                urn,
            );
            throw new InitializationError(id, releaseState(inputs, stored), [what]);
        }
        return { id, state: releaseState(inputs, await this.stored(api, release)) };
    }

    async update({ state, inputs, preview }: Request<"update">): Promise<PropertyMap> {
        if (preview) {
            return previewState(inputs);
        }
        const api = this.reachableApi("update");
        const { namespace } = decodeRelease(outputsOf(state));
        const release = { ...decodeRelease(inputs), namespace };
        const id = `${namespace}/${release.name}`;
        await loadChart(this.helm, release);
        const values = JSON.stringify(release.values);
        if (release.lint) {
            await this.lint(release, values);
        }
        const before = await storedRelease(api, namespace, release.name);
        try {
            await this.helm.onCluster(upgradeArguments(release), values, release);
        } catch (error) {
            const after = await storedRelease(api, namespace, release.name).catch(() => undefined);
            if (!after || revisionOf(after) === revisionOf(before)) {
                throw error;
            }
            const what = `Helm release "${id}" failed to initialize completely. Use Helm CLI to investigate: ${unavailable(id, error)}`;
            throw new InitializationError(id, releaseState(inputs, after), [what]);
        }
        return releaseState(inputs, await this.stored(api, release));
    }

    async read({ id, state, inputs }: Request<"read">): ReturnType<Plugin["read"]> {
        const { api } = this.cluster;
        if (!api) {
            throw new Error(
                `failed to read resource state due to unreachable cluster: ${this.cluster.unreachableReason}`,
            );
        }
        if (Object.keys(state).length === 0) {
            throw new Error("importing a Helm release is not part of this stand-in");
        }
        const outputs = outputsOf(state);
        const stored = await storedRelease(api, textAt(outputs, "namespace"), textAt(outputs, "name"));
        return stored && { id, state: { ...outputs, ...releaseState({ ...inputs }, stored) }, inputs };
    }

    async delete({ state }: Request<"delete">): Promise<void> {
        if (!this.cluster.api) {
            throw new Error(
                `can't delete Helm Release with unreachable cluster. Reason: "${this.cluster.unreachableReason}"`,
            );
        }
        await this.helm.onCluster(uninstallArguments(decodeRelease(outputsOf(state))));
    }

    private reachableApi(verb: string): ClusterApi {
        if (!this.cluster.api) {
            throw new Error(`can't ${verb} Helm Release with unreachable cluster: ${this.cluster.unreachableReason}`);
        }
        return this.cluster.api;
    }

    private async stored(api: ClusterApi, { namespace, name }: ReleaseInputs): Promise<JsonObject> {
        const stored = await storedRelease(api, namespace, name);
        if (!stored) {
            throw new HelmError(`Helm reported success, but the release "${namespace}/${name}" is not stored`);
        }
        return stored;
    }

    /** The release that a failed install stored; without one the failure is all there is. */
    private async leftBehind(api: ClusterApi, release: ReleaseInputs, error: unknown): Promise<JsonObject> {
        const message = (error as Error).message;
        if (!(error instanceof HelmError) || message.includes(nameInUse)) {
            throw error;
        }
        const stored = await storedRelease(api, release.namespace, release.name).catch(() => undefined);
        if (!stored) {
            throw error;
        }
        return stored;
    }

    private async lint(release: ReleaseInputs, values: string): Promise<void> {
        const [chart = ""] = chartArguments(release);
        try {
            await this.helm.offline(["lint", chart, "--values", "-"], values, release);
        } catch (error) {
            throw new HelmError(`malformed chart or values: \n\t${(error as Error).message}`, { cause: error });
        }
    }
}

function unavailable(id: string, error: unknown): string {
    return `failed to become available within allocated timeout. Error: Helm Release ${id}: ${(error as Error).message}`;
}
