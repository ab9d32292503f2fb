import type { JsonObject } from "../json";
import { deepEqual } from "../json";

/** What the plugin takes from the provider's configuration. */
export interface Settings {
    kubeconfig: string;
    context: string;
    cluster: string;
    namespace: string;
    renderYamlToDirectory: string;
    deleteUnreachable: boolean;
    skipUpdateUnreachable: boolean;
    enableServerSideApply: boolean;
    enablePatchForce: boolean;
    upsertExistingObjects: boolean;
    enableConfigMapMutable: boolean;
    enableSecretMutable: boolean;
}

export function readSettings(inputs: JsonObject, environment: NodeJS.ProcessEnv = process.env): Settings {
    refuseUnsupported(inputs);
    const flag = (name: string, variable: string, fallback = false): boolean => {
        const value = inputs[name] ?? environment[variable];
        return value === undefined ? fallback : value === true || value === "true";
    };
    return {
        kubeconfig: textOrJson(inputs.kubeconfig),
        context: textOrJson(inputs.context),
        cluster: textOrJson(inputs.cluster),
        namespace: textOrJson(inputs.namespace),
        renderYamlToDirectory: textOrJson(inputs.renderYamlToDirectory),
        deleteUnreachable: flag("deleteUnreachable", "PULUMI_K8S_DELETE_UNREACHABLE"),
        skipUpdateUnreachable: flag("skipUpdateUnreachable", "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE"),
        enableServerSideApply: flag("enableServerSideApply", "PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY", true),
        enablePatchForce: flag("enablePatchForce", "PULUMI_K8S_ENABLE_PATCH_FORCE"),
        upsertExistingObjects: flag("upsertExistingObjects", "PULUMI_K8S_UPSERT_EXISTING_OBJECTS"),
        enableConfigMapMutable: flag("enableConfigMapMutable", "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE"),
        enableSecretMutable: flag("enableSecretMutable", "PULUMI_K8S_ENABLE_SECRET_MUTABLE"),
    };
}

function textOrJson(value: JsonObject[string] | undefined): string {
    return typeof value === "string" ? value : value == null ? "" : JSON.stringify(value);
}

function refuseUnsupported(inputs: JsonObject): void {
    const helmSettings = inputs.helmReleaseSettings;
    const refused = [
        ...(["alwaysRender", "strictMode", "rejectUnknownResources"] as const).filter(
            (name) => inputs[name] === true || inputs[name] === "true",
        ),
        ...(helmSettings == null || helmSettings === "{}" || deepEqual(helmSettings, {})
            ? []
            : ["helmReleaseSettings"]),
    ];
    if (refused.length > 0) {
        throw new Error(`provider configuration ${refused.join(", ")} is not part of this stand-in`);
    }
    if (inputs.enableServerSideApply === false || inputs.enableServerSideApply === "false") {
        throw new Error("client-side apply (enableServerSideApply: false) is not part of this stand-in");
    }
}
