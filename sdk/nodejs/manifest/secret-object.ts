import * as pulumi from "@pulumi/pulumi";
import { isDeferred, type Problem } from "../validation";
import { isRecord, type KubernetesObject } from "./kubernetes-object";

/**
 * Returns an object from a secret source with all fields secret, except those that identify the object, which are in
 * the resource's name.
 */
export function secretObject({ apiVersion, kind, metadata, ...content }: KubernetesObject): KubernetesObject {
    const { name, namespace, annotations, ...others } = metadata;
    return {
        apiVersion,
        kind,
        metadata: {
            ...secrets(others),
            ...(annotations === undefined ? {} : { annotations: secretAnnotations(annotations) }),
            name,
            namespace,
        },
        ...secrets(content),
    };
}

/** Removes from a problem with a secret source everything that may be a part of its text. The place stays. */
export function withoutContent({ path, message }: Problem): Problem {
    const told = message
        .replace(/, but is .*$/s, ", but is not")
        .replace(/: .*$/s, "")
        .replace(/"[^"]*"/g, '"…"');
    return { path, message: told };
}

/**
 * Makes each annotation a secret of its own. The package's annotations, which are added later, tell the provider how to
 * apply the object and stay plain.
 */
function secretAnnotations(annotations: unknown): unknown {
    return isRecord(annotations) && !isDeferred(annotations) ? secrets(annotations) : pulumi.secret(annotations);
}

function secrets(fields: Record<string, unknown>): Record<string, unknown> {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, pulumi.secret(value)]));
}
