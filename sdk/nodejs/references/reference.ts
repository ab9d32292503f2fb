import type * as pulumi from "@pulumi/pulumi";
import { urlVariables } from "../../../shared/reference-variables";
import { ArgumentError } from "../validation";

/** A {@link Cluster} or a {@link ServiceEndpoint}, for {@link withReferences} and {@link environment}. */
export interface Reference {
    /** Name of the resource. */
    readonly name: string;
    /** @internal */
    readonly reference: ReferenceParts;
}

/** What a process or a container needs to use it; known once it is ready. */
export interface ReferenceParts {
    /** As messages name it, such as `the cluster "dev"`. */
    what: string;
    onHost: Variable[];
    /** What a container has to have, or why none reaches it. */
    inContainer: ContainerNeeds | { unreachable: string };
}

export interface ContainerNeeds {
    variables: Variable[];
    file?: FileInContainer;
    /** A Docker network that it has to be on. */
    network?: pulumi.Output<string>;
    /** A name that it has to know beside those of its networks. */
    host?: { host: string; ip: string };
}

/** A file with credentials, for the container's user alone. */
export interface FileInContainer {
    path: string;
    content: pulumi.Output<string>;
    /** The volume that it is in, for a container's `user` by number; empty where the container takes it itself. */
    volumeOf?: (user: string, image: pulumi.Input<string>) => pulumi.Output<string>;
}

export interface Variable {
    name: string;
    value: pulumi.Input<string>;
}

/** The URL of an endpoint, under every name that it goes by. */
export function urlsOf(endpoint: string, value: pulumi.Input<string>): Variable[] {
    return urlVariables(endpoint).map((name) => ({ name, value }));
}

/** Their parts, each reference once. By shape, because two copies of the package may meet. */
export function partsOf(called: string, name: string, references: readonly Reference[]): ReferenceParts[] {
    const problems = references.flatMap((reference, index) =>
        isReference(reference)
            ? []
            : [{ path: `references[${index}]`, message: "must be a Cluster or a ServiceEndpoint of this package" }],
    );
    const none = { path: "references", message: "must name at least one Cluster or ServiceEndpoint" };
    if (references.length === 0) problems.push(none);
    if (problems.length > 0) throw new ArgumentError(called, name, problems);
    return [...new Set(references)].map(({ reference }) => reference);
}

function isReference(value: unknown): boolean {
    return isObject(value) && isObject((value as Partial<Reference>).reference);
}

function isObject(value: unknown): boolean {
    return typeof value === "object" && value !== null;
}
