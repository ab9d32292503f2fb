import * as pulumi from "@pulumi/pulumi";
import { errorHook } from "../../../provider/shims/resource-hooks";
import { fieldManager } from "./field-manager";

/** Says, beside the error of the Kubernetes provider, who else has which fields of an object, and what to do. */
export function conflictHooks(manifest: pulumi.Resource): pulumi.ResourceHookBinding {
    const hook = errorHook("conflict", async ({ urn, errors }) => {
        const advice = conflictAdvice(urn, errors[0] ?? "");
        if (advice !== undefined) await pulumi.log.warn(advice, manifest);
        return false;
    });
    return { onError: hook };
}

/** In the words of the API server, `conflict with "other": .data.a`, or a list where there are several fields. */
const conflict = /conflicts? with "([^"]+)"[^:\n]*:((?: \S+)|(?:\n- [^\n]+)+)/g;

/** Undefined where the failure is no conflict with another manager of fields. */
export function conflictAdvice(urn: string, error: string): string | undefined {
    const others = [...error.matchAll(conflict)].map(([, manager = "", fields = ""]) => ({
        manager,
        fields: fields
            .split(/\n- | /)
            .filter(Boolean)
            .join(", "),
    }));
    if (others.length === 0) return undefined;
    const [, , type = "", name = ""] = urn.split("::");
    const object = `${type.split(":").pop() ?? ""} ${name.slice(name.indexOf(":") + 1)}`;
    return [
        ...others.map(({ manager, fields }) => `${object}: "${manager}" manages ${fields}, and it differs here.`),
        `Leave the field out here, or have "${others[0]?.manager ?? ""}" let go of it;`,
        `or take it over with force: true of the Manifest (the field manager is "${fieldManager}").`,
    ].join("\n");
}
