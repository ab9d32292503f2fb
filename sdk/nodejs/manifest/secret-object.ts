import * as pulumi from "@pulumi/pulumi";
import { isDeferred, type Problem } from "../validation";
import { isRecord, type KubernetesObject } from "./kubernetes-object";

/** An object of a secret source: all but what says which object it is, and so is in the resource's name, is a secret. */
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

/** A problem with a secret source: its place stays, what could be of its text does not. */
export function withoutContent({ path, message }: Problem): Problem {
    const told = message
        .replace(/, but is .*$/s, ", but is not")
        .replace(/: .*$/s, "")
        .replace(/"[^"]*"/g, '"…"');
    return { path, message: told };
}

/** Each by itself: what is added to them tells the provider how to apply the object, and is nothing to hide. */
function secretAnnotations(annotations: unknown): unknown {
    return isRecord(annotations) && !isDeferred(annotations) ? secrets(annotations) : pulumi.secret(annotations);
}

function secrets(fields: Record<string, unknown>): Record<string, unknown> {
    const given = Object.entries(fields).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [name, pulumi.secret(value)]));
}
