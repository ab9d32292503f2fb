import * as pulumi from "@pulumi/pulumi";
import { errorHook } from "../../../provider/shims/resource-hooks";
import { fieldManager } from "./field-manager";

/**
 * Creates a hook that adds to a conflict error of the Kubernetes provider: which manager has which fields of the
 * object, and what to do.
 */
export function conflictHooks(manifest: pulumi.Resource): pulumi.ResourceHookBinding {
    const hook = errorHook("conflict", async ({ urn, errors }) => {
        const advice = conflictAdvice(urn, errors[0] ?? "");
        if (advice !== undefined) await pulumi.log.warn(advice, manifest);
        return false;
    });
    return { onError: hook };
}

/** The API server's message: `conflict with "other": .data.a`, or a list for several fields. */
const conflict = /conflicts? with "([^"]+)"[^:\n]*:((?: \S+)|(?:\n- [^\n]+)+)/g;

/** Returns advice for a conflict with another field manager, or undefined for any other error. */
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
